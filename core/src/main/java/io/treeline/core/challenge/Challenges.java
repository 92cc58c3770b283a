package io.treeline.core.challenge;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answers that await authorities at one moment, found as they are asked for. Immutable.
 *
 * <p>It holds no private key: that of a tls-alpn-01 certificate is loaded by its id, like any other
 * certificate's.
 */
public final class Challenges {

  /** Nothing awaits anybody. */
  public static final Challenges NONE = new Builder(new Stand(0, 0)).build();

  private final Stand stand;
  private final Map<String, String> keyAuthorizations;
  private final Map<DomainName, CertificateId> certificates;
  private final Map<DomainName, List<String>> records;
  private final Set<DomainName> aboveRecords;

  private Challenges(Builder builder) {
    this.stand = builder.stand;
    this.keyAuthorizations = Map.copyOf(builder.keyAuthorizations);
    this.certificates = Map.copyOf(builder.certificates);
    this.records = Map.copyOf(builder.records);
    this.aboveRecords = above(records.keySet());
  }

  private static Set<DomainName> above(Set<DomainName> names) {
    Set<DomainName> above = new HashSet<>();
    for (DomainName name : names) {
      DomainName at = name.parent();
      while (at != null && above.add(at)) {
        at = at.parent();
      }
    }
    return Set.copyOf(above);
  }

  /**
   * What tells one set of kept answers from every later one: an answer that comes is of a later
   * change than all before it, and one that goes lowers the count.
   *
   * @param count how many are kept
   * @param change the number of the last change among theirs
   */
  public record Stand(long count, long change) {}

  /** Takes answers one by one, for one thread. */
  public static final class Builder {

    private final Stand stand;
    private final Map<String, String> keyAuthorizations = new HashMap<>();
    private final Map<DomainName, CertificateId> certificates = new HashMap<>();
    private final Map<DomainName, List<String>> records = new HashMap<>();

    private Builder(Stand stand) {
      this.stand = stand;
    }

    /** The body for a token of http-01. */
    public Builder http01(String token, String keyAuthorization) {
      keyAuthorizations.put(token, keyAuthorization);
      return this;
    }

    /** The certificate for a name of tls-alpn-01; of several the last one counts. */
    public Builder tlsAlpn01(DomainName name, CertificateId certificate) {
      certificates.put(name, certificate);
      return this;
    }

    /** One more value for a name of dns-01. */
    public Builder dns01(DomainName name, String value) {
      records.merge(name, List.of(value), Builder::both);
      return this;
    }

    /** What was taken. */
    public Challenges build() {
      return new Challenges(this);
    }

    private static List<String> both(List<String> values, List<String> more) {
      List<String> all = new ArrayList<>(values);
      all.addAll(more);
      return List.copyOf(all);
    }
  }

  /** For the answers that are kept at that stand. */
  public static Builder at(Stand stand) {
    return new Builder(stand);
  }

  /** Which answers these are. */
  public Stand stand() {
    return stand;
  }

  /** The body of {@code /.well-known/acme-challenge/TOKEN}; null for a token that nobody awaits. */
  public @Nullable String http01(String token) {
    return keyAuthorizations.get(token);
  }

  /** The certificate for a validation of that name by tls-alpn-01; null if none is awaited. */
  public @Nullable CertificateId tlsAlpn01(DomainName name) {
    return certificates.get(name);
  }

  /**
   * The values of the {@code _acme-challenge} record of that name that wait here; empty for none.
   *
   * @param name without {@code _acme-challenge.}
   */
  public List<String> dns01(DomainName name) {
    return records.getOrDefault(name, List.of());
  }

  /** Whether values wait for some name below that one. */
  public boolean hasDns01Below(DomainName name) {
    return aboveRecords.contains(name);
  }

  /** How many names and tokens wait, and none of the answers. */
  @Override
  public String toString() {
    return "Challenges["
        + keyAuthorizations.size()
        + " http-01, "
        + certificates.size()
        + " tls-alpn-01, "
        + records.size()
        + " dns-01]";
  }
}
