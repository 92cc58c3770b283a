package io.treeline.core.cert;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sorts the blocks of an input into keys and certificates, by what they are. Holds secrets. */
final class Contents {

  private final char @Nullable [] passphrase;
  private final Findings findings;
  private final List<FoundKey> keys = new ArrayList<>();
  private final List<FoundCertificate> certificates = new ArrayList<>();
  private final List<FoundReference> references = new ArrayList<>();
  private final Map<Fingerprint, FoundKey> keysBySpki = new HashMap<>();
  private final Map<X509Certificate, FoundCertificate> distinct = new HashMap<>();
  private int position;

  Contents(char @Nullable [] passphrase, Findings findings) {
    this.passphrase = passphrase;
    this.findings = findings;
  }

  List<FoundKey> keys() {
    return keys;
  }

  List<FoundCertificate> certificates() {
    return certificates;
  }

  List<FoundReference> references() {
    return references;
  }

  void add(Block block) {
    position++;
    switch (block) {
      case Block.KeyReference named ->
          references.add(new FoundReference(named.place(), position, named.spki()));
      case Block.Octets octets -> {
        try {
          sort(octets);
        } catch (BlockException e) {
          findings.add(e.at(octets.place()));
        }
      }
    }
  }

  boolean holdsKey(Fingerprint spki) {
    return keysBySpki.containsKey(spki);
  }

  private void addKey(Place place, KeyMaterial material) {
    addKey(new FoundKey(place, position, material));
  }

  void addKey(FoundKey key) {
    KeyMaterial material = key.material();
    FoundKey earlier = keysBySpki.putIfAbsent(material.spkiSha256(), key);
    if (earlier == null) {
      keys.add(key);
    } else {
      duplicate(key.place(), earlier.place());
    }
  }

  private void sort(Block.Octets block) throws BlockException {
    if (block.dek() != null) {
      addKey(block.place(), EncryptedKeys.openDekInfo(block.der(), block.dek(), passphrase));
      return;
    }
    DerShape shape = DerShape.of(block.der());
    noteLabel(block, shape);
    switch (shape) {
      case CERTIFICATE -> addCertificate(block);
      case PKCS8, PKCS1, SEC1, DSA_KEY -> addKey(block.place(), KeyReader.read(block.der(), shape));
      case ENCRYPTED_PKCS8 ->
          addKey(block.place(), EncryptedKeys.openPkcs8(block.der(), passphrase));
      case PKCS12, PKCS7 -> throw container(shape);
      case PUBLIC_KEY, EC_PARAMETERS -> extra(block, shape);
      case OTHER -> other(block);
    }
  }

  private void addCertificate(Block.Octets block) throws BlockException {
    X509Certificate certificate;
    try {
      // OpenSSL's TRUSTED CERTIFICATE has its trust settings after the certificate.
      certificate = X509.parse(withoutTail(block.der()));
    } catch (CertificateException | RuntimeException e) {
      throw BlockException.damaged("The certificate doesn't parse");
    }
    FoundCertificate found = new FoundCertificate(block.place(), position, certificate);
    FoundCertificate earlier = distinct.putIfAbsent(certificate, found);
    if (earlier == null) {
      certificates.add(found);
    } else {
      duplicate(block.place(), earlier.place());
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
    if (label.endsWith("CERTIFICATE") || label.endsWith("PRIVATE KEY")) {
      throw BlockException.damaged("The block is damaged or isn't what its label says");
    }
    extra(block, DerShape.OTHER);
  }

  private void extra(Block.Octets block, DerShape shape) {
    findings.add(
        FindingCode.EXTRA_BLOCK,
        block.place(),
        "The block is " + shape,
        "nothing to do, it isn't stored");
  }

  private void duplicate(Place place, Place earlier) {
    findings.add(
        FindingCode.DUPLICATE_BLOCK,
        place,
        "The block is the same as " + (earlier.toString().isEmpty() ? "an earlier one" : earlier),
        "nothing to do, it is stored once");
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

  private static BlockException container(DerShape shape) {
    String command =
        shape == DerShape.PKCS12
            ? "openssl pkcs12 -in FILE -nodes -out merged.pem"
            : "openssl pkcs7 -print_certs -in FILE -out chain.pem";
    return new BlockException(
        FindingCode.CONTAINER_UNSUPPORTED,
        "The input is " + shape,
        "take it apart with '" + command + "' and give the result");
  }
}
