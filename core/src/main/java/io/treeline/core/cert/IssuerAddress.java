package io.treeline.core.cert;

import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/** Where a certificate says that its issuer's certificate can be had (RFC 5280 §4.2.2.1). */
final class IssuerAddress {

  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

  private IssuerAddress() {}

  static @Nullable String of(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS);
    if (value == null) {
      return null;
    }
    try {
      AuthorityInformationAccess access =
          AuthorityInformationAccess.getInstance(ASN1OctetString.getInstance(value).getOctets());
      for (AccessDescription each : access.getAccessDescriptions()) {
        GeneralName location = each.getAccessLocation();
        if (each.getAccessMethod().equals(AccessDescription.id_ad_caIssuers)
            && location.getTagNo() == GeneralName.uniformResourceIdentifier) {
          return X509.shortened(location.getName().toString());
        }
      }
      return null;
    } catch (RuntimeException e) {
      return null;
    }
  }
}
