package io.treeline.config;

import io.treeline.core.name.DomainName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How TXT records for dns-01 get into the DNS (RFC 8555 §8.4). Immutable; holds no secret. */
public sealed interface DnsAnswers {

  /**
   * Dynamic updates (RFC 2136), signed by TSIG (RFC 8945).
   *
   * @param server the primary of the zone
   * @param zone the zone that is updated, null for the one that the name is found in
   * @param key the key's name
   * @param algorithm such as {@code hmac-sha256}
   * @param secret where its Base64 secret is read
   */
  record Update(
      HostPort server,
      @Nullable DomainName zone,
      DomainName key,
      String algorithm,
      SecretSource secret)
      implements DnsAnswers {}

  /** A program of the operator's, called to add and to remove a record. */
  record Hook(Path program) implements DnsAnswers {}

  /**
   * Treeline's own authoritative responder.
   *
   * @param zone the zone that is delegated to it, into which {@code _acme-challenge} names point
   */
  record Responder(Bind bind, int port, DomainName zone) implements DnsAnswers {}
}
