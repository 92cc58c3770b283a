package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names what an input has beside the pairs that are taken: it isn't stored. */
final class Leftovers {

  private static final String NOTHING_TO_DO = "it isn't stored; nothing to do unless you meant it";

  private Leftovers() {}

  static void report(
      Contents contents, List<FoundPair> all, List<FoundPair> chosen, Findings findings) {
    Set<FoundKey> keys = new HashSet<>();
    Set<FoundCertificate> certificates = new HashSet<>();
    for (FoundPair pair : all) {
      keys.add(pair.key());
      certificates.addAll(pair.chain());
      if (!chosen.contains(pair)) {
        furtherPair(pair, findings);
      }
    }
    contents.keys().stream()
        .filter(key -> !keys.contains(key))
        .forEach(key -> furtherKey(key, findings));
    contents.certificates().stream()
        .filter(each -> !certificates.contains(each))
        .forEach(each -> {
          FoundCertificate twin = twin(each, certificates);
          if (twin == null) {
            furtherCertificate(each, findings);
          } else {
            crossSign(each, twin, findings);
          }
        });
  }

  /** A certificate of a chain for the same authority and key, which another authority signed. */
  private static @Nullable FoundCertificate twin(
      FoundCertificate certificate, Set<FoundCertificate> inChains) {
    X509Certificate one = certificate.certificate();
    return inChains.stream()
        .filter(each ->
            certificate.isAuthority()
                && each.certificate()
                    .getSubjectX500Principal()
                    .equals(one.getSubjectX500Principal())
                && each.certificate().getPublicKey().equals(one.getPublicKey()))
        .findFirst()
        .orElse(null);
  }

  private static void crossSign(FoundCertificate left, FoundCertificate taken, Findings findings) {
    findings.add(
        FindingCode.CROSS_SIGN,
        left.place(),
        "The authority "
            + left.shown()
            + " is there twice, signed by "
            + X509.shortened(taken.certificate().getIssuerX500Principal().getName())
            + " and by "
            + (Issuing.isSelfIssued(left.certificate())
                ? "itself"
                : X509.shortened(left.certificate().getIssuerX500Principal().getName())),
        "nothing to do, the first is stored: old clients need the longer way");
  }

  private static void furtherPair(FoundPair pair, Findings findings) {
    findings.add(
        FindingCode.FURTHER_PAIR,
        pair.leaf().place(),
        "A further " + pair.family() + " pair is there, " + pair.leaf().shown(),
        NOTHING_TO_DO);
  }

  private static void furtherKey(FoundKey key, Findings findings) {
    findings.add(
        FindingCode.FURTHER_KEY,
        key.place(),
        "The private key with sha256="
            + key.material().spkiSha256()
            + " belongs to no certificate of the input",
        NOTHING_TO_DO);
  }

  private static void furtherCertificate(FoundCertificate certificate, Findings findings) {
    if (certificate.isAuthority()) {
      findings.add(
          FindingCode.UNUSED_CERTIFICATE,
          certificate.place(),
          "The certificate of the authority " + certificate.shown() + " is part of no chain",
          NOTHING_TO_DO);
    } else {
      findings.add(
          FindingCode.FURTHER_LEAF,
          certificate.place(),
          "A further certificate is there, "
              + certificate.shown()
              + ", until "
              + Words.date(certificate.certificate().getNotAfter().toInstant()),
          NOTHING_TO_DO);
    }
  }
}
