package io.treeline.core.state;

import io.treeline.core.name.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that now needs a person. Immutable.
 *
 * @param check which check found it, e.g. {@code certificate-expiry}; stable, for machines
 * @param status how bad it is
 * @param reason what is wrong, in one sentence
 * @param action what to do about it, in one sentence
 * @param since when it was first found
 * @param where the server, role and domain that it concerns
 */
public record StateEntry(
    String check, Status status, String reason, String action, Instant since, Where where) {

  /** How bad an entry is, from the mildest. */
  public enum Status {
    NOTICE,
    WARNING,
    ERROR;

    /** The word that JSON and pages use. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What an entry concerns; null where it isn't about one.
   *
   * @param server the server that reports it
   * @param role the role's name in the configuration
   * @param domain the domain
   */
  public record Where(@Nullable String server, @Nullable String role, @Nullable DomainName domain) {

    /** Nothing in particular. */
    public static final Where INSTALLATION = new Where(null, null, null);

    /** One domain, wherever it is served. */
    public static Where domain(DomainName domain) {
      return new Where(null, null, domain);
    }

    /** One role of this server. */
    public static Where role(String role) {
      return new Where(null, role, null);
    }
  }
}
