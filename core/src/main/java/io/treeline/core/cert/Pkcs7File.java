package io.treeline.core.cert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;

/** Takes the certificates out of a PKCS#7 container, a {@code .p7b} (RFC 5652 §5.1). */
final class Pkcs7File {

  private Pkcs7File() {}

  static List<ContainerItem> open(byte[] encoded) throws BlockException {
    try {
      ContentInfo info = ContentInfo.getInstance(encoded);
      if (!info.getContentType().equals(CMSObjectIdentifiers.signedData)) {
        throw new BlockException(
            FindingCode.CONTAINER_UNSUPPORTED,
            "The PKCS#7 container is encrypted or of a kind that has no certificates",
            "export the certificates as PEM or as .p7b");
      }
      ASN1Set certificates = SignedData.getInstance(info.getContent()).getCertificates();
      List<ContainerItem> items = new ArrayList<>();
      if (certificates != null) {
        for (ASN1Encodable each : certificates) {
          if (each.toASN1Primitive() instanceof ASN1Sequence certificate) {
            String what = "PKCS#7 certificate " + (items.size() + 1);
            items.add(new ContainerItem.Certificate(what, certificate.getEncoded()));
          }
        }
      }
      return items;
    } catch (IOException | RuntimeException e) {
      throw BlockException.damaged("The PKCS#7 container doesn't parse");
    }
  }
}
