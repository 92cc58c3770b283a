package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Names that stand in the subject only. Clients look at the SAN alone where there is one (RFC 9525
 * §6.3), so they are names that the certificate doesn't have.
 */
final class CommonNameCheck implements PairCheck {

  @Override
  public void check(FoundPair pair, ReadOptions options, Findings findings) {
    X509Certificate leaf = pair.leaf().certificate();
    CoveredNames covered = CoveredNames.of(leaf);
    if (covered.texts().isEmpty()) {
      return;
    }
    List<String> alone = names(leaf).stream().filter(name -> !isIn(covered, name)).toList();
    if (!alone.isEmpty()) {
      findings.add(
          FindingCode.CN_NOT_IN_SAN,
          pair.leaf().place(),
          "The subject's name "
              + Words.names(alone)
              + " isn't in the SAN, so clients don't see it; the SAN has "
              + Words.names(covered.texts()),
          "nothing to do if nobody asks for it, else have it issued again with it in the SAN");
    }
  }

  private static boolean isIn(CoveredNames covered, String name) {
    return covered.texts().contains(name)
        || (!name.startsWith("*.") && covered.covers(DomainName.parse(name)));
  }

  /** The common names that are domain names; most others are a person's or a product's. */
  static List<String> names(X509Certificate leaf) {
    List<String> names = new ArrayList<>();
    try {
      X500Name subject = X500Name.getInstance(leaf.getSubjectX500Principal().getEncoded());
      for (RDN rdn : subject.getRDNs(BCStyle.CN)) {
        String text = IETFUtils.valueToString(rdn.getFirst().getValue()).toLowerCase(Locale.ROOT);
        if (isDomainName(text)) {
          names.add(text);
        }
      }
    } catch (RuntimeException e) {
      return names;
    }
    return names;
  }

  private static boolean isDomainName(String text) {
    String name = text.startsWith("*.") ? text.substring(2) : text;
    int dot = name.lastIndexOf('.');
    if (dot < 0 || name.substring(dot + 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    try {
      return DomainName.parse(name).text().equals(name);
    } catch (InvalidNameException e) {
      return false;
    }
  }
}
