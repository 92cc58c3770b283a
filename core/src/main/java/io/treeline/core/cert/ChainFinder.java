package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Puts the authorities' certificates of one input in order above a leaf. Confined to one reading.
 */
final class ChainFinder {

  private static final int LONGEST = 10;

  /** A hostile text offers hundreds of issuers with one name; beyond this, names decide. */
  private static final int MOST_VERIFICATIONS = 32;

  private final Map<X500Principal, List<FoundCertificate>> bySubject = new HashMap<>();
  private int verifications;

  ChainFinder(List<FoundCertificate> certificates) {
    for (FoundCertificate each : certificates) {
      bySubject
          .computeIfAbsent(
              each.certificate().getSubjectX500Principal(), subject -> new ArrayList<>())
          .add(each);
    }
  }

  FoundPair pair(FoundKey key, FoundCertificate leaf) {
    List<FoundCertificate> issuers = new ArrayList<>();
    List<FoundCertificate> badlySigned = new ArrayList<>();
    FoundCertificate current = leaf;
    while (issuers.size() < LONGEST && !Issuing.isSelfIssued(current.certificate())) {
      Link link = issuerOf(current, leaf, issuers);
      if (link == null) {
        break;
      }
      if (link.signed() == Issuing.Signed.NO) {
        badlySigned.add(current);
      }
      issuers.add(link.issuer());
      current = link.issuer();
    }
    return new FoundPair(key, leaf, List.copyOf(issuers), List.copyOf(badlySigned));
  }

  private @Nullable Link issuerOf(
      FoundCertificate certificate, FoundCertificate leaf, List<FoundCertificate> used) {
    Link second = null;
    for (FoundCertificate candidate : candidates(certificate)) {
      if (candidate.equals(leaf) || used.contains(candidate)) {
        continue;
      }
      Issuing.Signed signed = signed(candidate, certificate);
      if (signed == Issuing.Signed.YES) {
        return new Link(candidate, signed);
      }
      boolean plausible =
          signed == Issuing.Signed.UNKNOWN
              || Issuing.keyIdsAgree(candidate.certificate(), certificate.certificate());
      if (second == null && plausible) {
        second = new Link(candidate, signed);
      }
    }
    return second;
  }

  /** Cross-signs before roots: old clients need the longer path, new ones find the shorter. */
  private List<FoundCertificate> candidates(FoundCertificate certificate) {
    return bySubject
        .getOrDefault(certificate.certificate().getIssuerX500Principal(), List.of())
        .stream()
        .filter(each -> Issuing.mayHaveIssued(each.certificate(), certificate.certificate()))
        .sorted(Comparator.comparing(each -> Issuing.isSelfIssued(each.certificate())))
        .toList();
  }

  private Issuing.Signed signed(FoundCertificate issuer, FoundCertificate certificate) {
    return verifications++ < MOST_VERIFICATIONS
        ? Issuing.signed(issuer.certificate(), certificate.certificate())
        : Issuing.Signed.UNKNOWN;
  }

  private record Link(FoundCertificate issuer, Issuing.Signed signed) {}
}
