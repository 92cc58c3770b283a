package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * An authority's certificate that a chain lacks, and where its subject says that it is to be had
 * (RFC 5280 §4.2.2.1). Immutable.
 *
 * @param issuer its name, in the form of RFC 2253
 * @param address as it stands in the certificate: an address of a stranger's choice
 */
public record MissingIssuer(String issuer, String address) {

  /**
   * What the chains of a bundle lack and name an address for; nothing for one that leads to a known
   * root or ends with a root of its own.
   */
  public static List<MissingIssuer> of(PublicBundle bundle, KnownRoots roots) {
    List<MissingIssuer> missing = new ArrayList<>();
    for (PublicPair pair : bundle.pairs()) {
      X509Certificate last = pair.chain().getLast();
      String address = IssuerAddress.of(last);
      if (address != null && !Issuing.isSelfIssued(last) && !roots.issued(last)) {
        missing.add(
            new MissingIssuer(X509.shortened(last.getIssuerX500Principal().getName()), address));
      }
    }
    return missing.stream().distinct().toList();
  }
}
