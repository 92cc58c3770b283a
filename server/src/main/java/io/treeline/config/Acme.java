package io.treeline.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How certificates are ordered from authorities (RFC 8555). Immutable; holds no secret, only where
 * one is read.
 *
 * @param directories the authorities' directory URLs, the first is asked first; never empty
 * @param caFile further roots that are trusted when an authority is called, null for none
 * @param preflight whether the answer to a challenge is tried before an order
 * @param externalAccount the account binding at the first authority (RFC 8555 §7.3.4), null for
 *     none
 * @param profile the certificate profile that is asked for, null for the authority's default
 * @param dns how dns-01 is answered, null for not at all
 * @param resolvers who is asked about names before an order; empty for the system's resolvers
 * @param limits what authorities allow other than is known of them; one for an authority
 */
public record Acme(
    List<URI> directories,
    @Nullable Path caFile,
    boolean preflight,
    @Nullable ExternalAccount externalAccount,
    @Nullable String profile,
    AccountPer accountPer,
    @Nullable DnsAnswers dns,
    List<HostPort> resolvers,
    List<Limits> limits) {

  /** Let's Encrypt. */
  public static final URI DEFAULT_DIRECTORY =
      URI.create("https://acme-v02.api.letsencrypt.org/directory");

  public Acme {
    directories = List.copyOf(directories);
    resolvers = List.copyOf(resolvers);
    limits = List.copyOf(limits);
  }

  /** What shares one account at an authority. */
  public enum AccountPer {
    EMAIL,
    TENANT
  }

  /**
   * What an authority allows; null for what is known of it.
   *
   * @param directory one of the configured
   * @param accountOrders orders of one account
   * @param registeredDomain certificates below one registered domain
   * @param nameSet certificates for one exact set of names
   * @param failures failed validations of one name
   */
  public record Limits(
      URI directory,
      @Nullable Allowance accountOrders,
      @Nullable Allowance registeredDomain,
      @Nullable Allowance nameSet,
      @Nullable Allowance failures) {}

  /** So many in so long. */
  public record Allowance(int count, Duration period) {}

  /**
   * An account binding.
   *
   * @param keyId the identifier that the authority gave
   * @param hmacKey where its base64url HMAC key is read
   */
  public record ExternalAccount(String keyId, SecretSource hmacKey) {}
}
