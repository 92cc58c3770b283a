package io.treeline.core.cert;

import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the blocks of an input into keys and certificates, by what they are, and opens what is
 * encrypted. Confined to one reading.
 */
final class BlockSorter {

  private final char @Nullable [] passphrase;
  private final Contents contents;
  private final Findings findings;
  private final WorkLimit work = new WorkLimit();
  private int position;

  BlockSorter(char @Nullable [] passphrase, Contents contents, Findings findings) {
    this.passphrase = passphrase;
    this.contents = contents;
    this.findings = findings;
  }

  void add(Block block) {
    position++;
    switch (block) {
      case Block.KeyReference named ->
          contents.addReference(new FoundReference(named.place(), position, named.spki()));
      case Block.Octets octets -> {
        try {
          sort(octets);
        } catch (BlockException e) {
          findings.add(e.at(octets.place()));
        }
      }
    }
  }

  private void sort(Block.Octets block) throws BlockException {
    if (block.dek() != null) {
      addKey(block.place(), EncryptedKeys.openDekInfo(block.der(), block.dek(), passphrase));
      return;
    }
    DerShape shape = DerShape.of(block.der());
    contents.saw(shape);
    noteLabel(block, shape);
    switch (shape) {
      // OpenSSL's TRUSTED CERTIFICATE has its trust settings after the certificate.
      case CERTIFICATE -> addCertificate(block.place(), withoutTail(block.der()));
      case PKCS8, PKCS1, SEC1, DSA_KEY -> addKey(block.place(), KeyReader.read(block.der(), shape));
      case ENCRYPTED_PKCS8 ->
          addKey(block.place(), EncryptedKeys.openPkcs8(block.der(), passphrase, work));
      case PKCS12 -> addAll(block, shape, Pkcs12File.open(block.der(), passphrase, work));
      case PKCS7 -> addAll(block, shape, Pkcs7File.open(block.der()));
      case JAVA_KEYSTORE -> addAll(block, shape, JavaKeystore.open(block.der(), passphrase, work));
      case PUBLIC_KEY, EC_PARAMETERS, REQUEST -> extra(block, shape);
      case OTHER -> other(block);
    }
  }

  /** Containers have no order: all that is in one has the container's position. */
  private void addAll(Block.Octets container, DerShape shape, List<ContainerItem> items) {
    findings.add(
        FindingCode.CONTAINER_OPENED,
        container.place(),
        "The block is " + shape + ", with " + counted(items),
        "nothing to do, what belongs together is stored as PEM");
    for (ContainerItem item : items) {
      Place place = container.place().inside(item.what());
      try {
        switch (item) {
          case ContainerItem.Key key -> addKey(place, KeyReader.read(key.pkcs8()));
          case ContainerItem.Certificate certificate -> addCertificate(place, certificate.der());
        }
      } catch (BlockException e) {
        findings.add(e.at(place));
      }
    }
  }

  private static String counted(List<ContainerItem> items) {
    long keys = items.stream().filter(ContainerItem.Key.class::isInstance).count();
    return Words.count(keys, "private key")
        + " and "
        + Words.count(items.size() - keys, "certificate");
  }

  private void addKey(Place place, KeyMaterial material) {
    contents.addKey(new FoundKey(place, position, material));
  }

  private void addCertificate(Place place, byte[] der) throws BlockException {
    try {
      contents.addCertificate(new FoundCertificate(place, position, X509.parse(der)));
    } catch (CertificateException | RuntimeException e) {
      throw BlockException.damaged("The certificate doesn't parse");
    }
  }

  private static byte[] withoutTail(byte[] der) {
    DerWalk outer = DerWalk.over(der);
    return outer == null ? der : Arrays.copyOf(der, outer.end());
  }

  private void other(Block.Octets block) throws BlockException {
    String label = block.label().toUpperCase(Locale.ROOT);
    if (label.equals("OPENSSH PRIVATE KEY")) {
      throw new BlockException(
          FindingCode.KEY_UNSUPPORTED,
          "The private key is in OpenSSH's own format",
          "convert it with 'ssh-keygen -p -m PEM -f FILE'");
    }
    if (label.startsWith("PGP ")) {
      throw new BlockException(
          FindingCode.CONTAINER_UNSUPPORTED,
          "The block is of PGP",
          "decrypt it with 'gpg --decrypt FILE' and give the result");
    }
    if (label.endsWith("CERTIFICATE") || label.endsWith("PRIVATE KEY") || isContainer(label)) {
      throw BlockException.damaged("The block is damaged or isn't what its label says");
    }
    extra(block, DerShape.OTHER);
  }

  private static boolean isContainer(String label) {
    return label.equals("PKCS7")
        || label.equals("PKCS12")
        || label.equals("CMS")
        || label.equals(DerShape.FILE);
  }

  private void extra(Block.Octets block, DerShape shape) {
    findings.add(
        FindingCode.EXTRA_BLOCK,
        block.place(),
        "The block is " + shape,
        "nothing to do, it isn't stored");
  }

  private void noteLabel(Block.Octets block, DerShape shape) {
    if (!shape.allowsLabel(block.label())) {
      findings.add(
          FindingCode.LABEL_DIFFERS,
          block.place(),
          "The label says " + block.label() + " but the block is " + shape,
          "nothing to do, it is stored under the right label");
    }
  }
}
