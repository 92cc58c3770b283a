package io.treeline.core.cert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.cms.CMSEncryptedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/** The bags of a PKCS#12 container (RFC 7292 §4.2), opened one by one. Holds secrets. */
final class Pkcs12Bags {

  private static final int DEEPEST = 4;

  private final InputDecryptorProvider decryptors;
  private final WorkLimit work;
  private final List<ContainerItem> items = new ArrayList<>();
  private int keys;
  private int certificates;

  Pkcs12Bags(InputDecryptorProvider decryptors, WorkLimit work) {
    this.decryptors = decryptors;
    this.work = work;
  }

  List<ContainerItem> items() {
    return items;
  }

  void add(ContentInfo content) throws BlockException, IOException, CMSException, PKCSException {
    ASN1ObjectIdentifier type = content.getContentType();
    if (type.equals(PKCSObjectIdentifiers.data)) {
      addAll(ASN1OctetString.getInstance(content.getContent()).getOctets(), 0);
    } else if (type.equals(PKCSObjectIdentifiers.encryptedData)) {
      work.spendOn(EncryptedData.getInstance(content.getContent()).getEncryptionAlgorithm());
      addAll(
          new CMSEncryptedData(
                  org.bouncycastle.asn1.cms.ContentInfo.getInstance(content.toASN1Primitive()))
              .getContent(decryptors),
          0);
    } else {
      throw new BlockException(
          FindingCode.CONTAINER_UNSUPPORTED,
          "The PKCS#12 container is protected by an account of Windows instead of a passphrase",
          "export it again and choose a passphrase");
    }
  }

  private void addAll(byte[] safeContents, int depth)
      throws BlockException, IOException, PKCSException {
    for (ASN1Encodable each : ASN1Sequence.getInstance(safeContents)) {
      add(SafeBag.getInstance(each), depth);
    }
  }

  private void add(SafeBag bag, int depth) throws BlockException, IOException, PKCSException {
    ASN1ObjectIdentifier kind = bag.getBagId();
    String name = ContainerNames.quoted(friendlyName(bag.getBagAttributes()));
    byte[] value = bag.getBagValue().toASN1Primitive().getEncoded();
    if (kind.equals(PKCSObjectIdentifiers.keyBag)) {
      addKey(value, name);
    } else if (kind.equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
      EncryptedPrivateKeyInfo shrouded = EncryptedPrivateKeyInfo.getInstance(value);
      work.spendOn(shrouded.getEncryptionAlgorithm());
      addKey(
          new PKCS8EncryptedPrivateKeyInfo(shrouded).decryptPrivateKeyInfo(decryptors).getEncoded(),
          name);
    } else if (kind.equals(PKCSObjectIdentifiers.certBag)) {
      addCertificate(CertBag.getInstance(value), name);
    } else if (kind.equals(PKCSObjectIdentifiers.safeContentsBag) && depth < DEEPEST) {
      addAll(value, depth + 1);
    }
  }

  private void addKey(byte[] pkcs8, String name) {
    items.add(new ContainerItem.Key("PKCS#12 key " + ++keys + name, pkcs8));
  }

  private void addCertificate(CertBag bag, String name) {
    if (bag.getCertId().equals(PKCSObjectIdentifiers.x509Certificate)) {
      byte[] der = ASN1OctetString.getInstance(bag.getCertValue()).getOctets();
      items.add(new ContainerItem.Certificate("PKCS#12 certificate " + ++certificates + name, der));
    }
  }

  private static @Nullable String friendlyName(@Nullable ASN1Set attributes) {
    if (attributes == null) {
      return null;
    }
    for (ASN1Encodable each : attributes) {
      Attribute attribute = Attribute.getInstance(each);
      if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_friendlyName)
          && attribute.getAttrValues().size() > 0
          && attribute.getAttrValues().getObjectAt(0) instanceof ASN1BMPString name) {
        return name.getString();
      }
    }
    return null;
  }
}
