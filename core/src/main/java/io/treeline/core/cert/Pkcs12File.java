package io.treeline.core.cert;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a PKCS#12 container (RFC 7292), a {@code .p12} or {@code .pfx}: of Windows, openssl,
 * keytool, browsers; also one without a passphrase, or without an integrity check.
 */
final class Pkcs12File {

  private final Pfx container;
  private final WorkLimit work;

  private Pkcs12File(Pfx container, WorkLimit work) {
    this.container = container;
    this.work = work;
  }

  static List<ContainerItem> open(byte[] encoded, char @Nullable [] passphrase, WorkLimit work)
      throws BlockException {
    Pkcs12File file;
    try {
      file = new Pkcs12File(Pfx.getInstance(encoded), work);
      file.refuseOtherKinds();
    } catch (RuntimeException e) {
      throw BlockException.damaged("The PKCS#12 container doesn't parse");
    }
    for (Pkcs12Passphrase each : Pkcs12Passphrase.toTry(passphrase)) {
      List<ContainerItem> items = file.openOrNull(each);
      if (items != null) {
        return items;
      }
    }
    throw passphrase == null
        ? Passphrases.needed("The PKCS#12 container is encrypted")
        : Passphrases.wrong("the PKCS#12 container");
  }

  private void refuseOtherKinds() throws BlockException {
    if (!container.getAuthSafe().getContentType().equals(PKCSObjectIdentifiers.data)) {
      throw new BlockException(
          FindingCode.CONTAINER_UNSUPPORTED,
          "The PKCS#12 container is signed instead of being protected by a passphrase",
          "export it again with a passphrase");
    }
  }

  /** Null if the passphrase isn't the right one. */
  private @Nullable List<ContainerItem> openOrNull(Pkcs12Passphrase passphrase)
      throws BlockException {
    boolean checked = container.getMacData() != null;
    try {
      if (checked && !Pkcs12Mac.fits(container, passphrase, work)) {
        return null;
      }
    } catch (OperatorCreationException | PKCSException | RuntimeException e) {
      throw BlockException.damaged("The integrity check of the PKCS#12 container is malformed");
    }
    try {
      return contents(passphrase);
    } catch (IOException | CMSException | PKCSException | RuntimeException e) {
      if (checked) {
        throw Passphrases.differs();
      }
      return null;
    }
  }

  private List<ContainerItem> contents(Pkcs12Passphrase passphrase)
      throws BlockException, IOException, CMSException, PKCSException {
    byte[] safe = ASN1OctetString.getInstance(container.getAuthSafe().getContent()).getOctets();
    Pkcs12Bags bags = new Pkcs12Bags(passphrase.decryptors(), work);
    for (ContentInfo each : AuthenticatedSafe.getInstance(safe).getContentInfo()) {
      bags.add(each);
    }
    return bags.items();
  }
}
