package io.treeline.api;

import io.treeline.core.cert.LeafFacts;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.DomainName;
import io.treeline.registry.CertificateView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate, in JSON: never with a key.
 *
 * @param source how it came in; null where it isn't stored
 * @param from since when it is stored; null where it isn't
 * @param until when it went out of force; null while it is in force
 * @param keysHeld whether its private keys are held
 * @param by who put it; null where that isn't known
 * @param covers whether it covers the domain that has it; null where there is none
 * @param names what it covers
 * @param subject in the form of RFC 2253
 * @param issuer in the form of RFC 2253
 * @param serial in hexadecimal digits
 * @param sha256 the fingerprint of the leaf
 * @param notBefore when it becomes valid
 * @param notAfter when it expires
 * @param keys of each of its pairs
 * @param chain how many certificates follow the leaf
 */
public record CertificateJson(
    @Nullable String source,
    @Nullable Instant from,
    @Nullable Instant until,
    boolean keysHeld,
    @Nullable String by,
    @Nullable Boolean covers,
    List<String> names,
    String subject,
    String issuer,
    String serial,
    String sha256,
    Instant notBefore,
    Instant notAfter,
    List<KeyJson> keys,
    int chain) {

  /** A certificate as a domain has or had it. */
  public static CertificateJson of(CertificateView view, DomainName domain) {
    return of(
        view.bundle(),
        view.source(),
        view.from(),
        view.until(),
        view.keysHeld(),
        view.by(),
        domain);
  }

  /** A certificate that isn't stored. */
  public static CertificateJson of(PublicBundle bundle, @Nullable DomainName domain) {
    return of(bundle, null, null, null, true, null, domain);
  }

  private static CertificateJson of(
      PublicBundle bundle,
      @Nullable String source,
      @Nullable Instant from,
      @Nullable Instant until,
      boolean keysHeld,
      @Nullable String by,
      @Nullable DomainName domain) {
    LeafFacts leaf = LeafFacts.of(bundle.leaf());
    return new CertificateJson(
        source,
        from,
        until,
        keysHeld,
        by,
        domain == null ? null : bundle.covers(domain),
        bundle.names(),
        leaf.subject(),
        leaf.issuer(),
        leaf.serial(),
        leaf.sha256().hex(),
        bundle.notBefore(),
        bundle.notAfter(),
        bundle.pairs().stream().map(KeyJson::of).toList(),
        bundle.pairs().getFirst().chain().size() - 1);
  }
}
