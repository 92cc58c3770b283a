package io.treeline.core.cert;

import io.treeline.core.cert.TestAuthority.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;

/** Inputs of the largest size that are made to cost much, each by its name. */
final class HostileInputs {

  private static final int MOST = CertificateReader.MAX_OCTETS;

  private HostileInputs() {}

  /** Reads them all, and prints the name of each before it: for a machine of little memory. */
  public static void main(String[] arguments) {
    ReadOptions options = ReadOptions.at(TestAuthority.NOW).passphrase("x".toCharArray());
    Map<String, byte[]> inputs = all();
    inputs.forEach((name, input) -> {
      System.out.print(name);
      long began = System.nanoTime();
      CertificateReader.read(input, options);
      System.out.println(": " + (System.nanoTime() - began) / 1_000_000 + " ms");
    });
    System.out.println(inputs.size() + " were read");
  }

  static Map<String, byte[]> all() {
    Map<String, byte[]> inputs = new LinkedHashMap<>();
    inputs.put("BEGIN lines", filled("-----BEGIN A-----\n"));
    inputs.put("BEGIN lines of certificates", filled("-----BEGIN CERTIFICATE-----\n"));
    inputs.put("BEGIN words", filled("BEGIN "));
    inputs.put("BEGIN words with data", filled("BEGIN CERTIFICATE MIIBIjANBgkq "));
    inputs.put("END lines", filled("-----END A-----\n"));
    inputs.put("END words", filled("END"));
    inputs.put("empty blocks", filled("-----BEGIN A-----\n-----END A-----\n"));
    inputs.put("key lines", filled("key sha256=" + "0".repeat(64) + "\n"));
    inputs.put("spaces", filled(" "));
    inputs.put("digits", filled("0"));
    inputs.put("dashes", filled("-"));
    inputs.put("long dashes", filled("\u2014"));
    inputs.put("backslashes", filled("\\"));
    inputs.put("escaped line ends", filled("\\n"));
    inputs.put("ampersands", filled("&amp;"));
    inputs.put("entities", filled("&#10;"));
    inputs.put("half tags", filled("<p "));
    inputs.put("percents", filled("%0a"));
    inputs.put("quotation marks", filled("\"'"));
    inputs.put("quoting", filled("> "));
    inputs.put("beginnings of DER", filled("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A "));
    inputs.put("beginnings of long DER", filled("MIP/////////////// "));
    inputs.put("beginnings of BER", filled("MIAwgDCAMIAwgDCAMIAwgDCAMIAwgDCA\n"));
    inputs.put("beginnings of encoded texts", filled("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t "));
    inputs.put("words of Base64", filled("abcdefgh "));
    inputs.put("a DEK-Info of spaces", text("-----BEGIN A-----Proc-Type:" + " ".repeat(MOST - 99)));
    inputs.put(
        "one block", text("-----BEGIN A-----\n" + "A".repeat(MOST - 99) + "-----END A-----"));
    inputs.put("one block of spaces", text("-----BEGIN A-----\n" + "A ".repeat(120_000)));
    inputs.put("texts in texts", nested());
    inputs.put("nested BER", repeated(0x30, 0x80));
    inputs.put("nested BER, octets", repeated(0x24, 0x80));
    inputs.put("nested DER", nestedDer());
    inputs.put("UTF-16", "\uFEFF-----BEGIN A".repeat(9_000).getBytes(StandardCharsets.UTF_16LE));
    inputs.put("a certificate of many names", certificateOf(3_200));
    inputs.put("many certificates", certificates(false));
    inputs.put("many certificates in PKCS#7", certificates(true));
    inputs.put("many issuers of one name", issuers());
    return inputs;
  }

  private static byte[] filled(String part) {
    byte[] octets = text(part);
    byte[] all = new byte[MOST];
    for (int at = 0; at + octets.length <= MOST; at += octets.length) {
      System.arraycopy(octets, 0, all, at, octets.length);
    }
    return Arrays.copyOf(all, MOST / octets.length * octets.length);
  }

  private static byte[] repeated(int... octets) {
    byte[] all = new byte[MOST];
    for (int i = 0; i < MOST; i++) {
      all[i] = (byte) octets[i % octets.length];
    }
    return all;
  }

  private static byte[] nestedDer() {
    byte[] all = new byte[60_000];
    int length = 0;
    for (int at = all.length; at >= 4; at -= 4) {
      all[at - 4] = 0x30;
      all[at - 3] = (byte) 0x82;
      all[at - 2] = (byte) (length >> 8);
      all[at - 1] = (byte) length;
      length += 4;
    }
    return all;
  }

  private static byte[] nested() {
    String inner = "-----BEGIN A-----\n";
    while (inner.length() * 4 / 3 < MOST - 99) {
      inner =
          Base64.getEncoder().encodeToString(text("-----BEGIN A-----\n" + inner)) + "\n" + inner;
    }
    return text(inner.substring(0, Math.min(MOST, inner.length())));
  }

  private static byte[] certificateOf(int names) {
    String[] all = new String[names];
    for (int i = 0; i < names; i++) {
      all[i] = "n" + i + ".a-rather-long-name-in-this-certificate.example.com";
    }
    Issued issued = TestAuthority.leaf("a.example.com").san(all).selfSigned();
    return text(issued.keyPem() + issued.certificatePem());
  }

  private static byte[] certificates(boolean container) {
    Issued root = TestAuthority.root("Root").selfSigned();
    KeyPair keys = TestAuthority.ec();
    Issued leaf = TestAuthority.leaf("a").keys(keys).by(root);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ASN1EncodableVector all = new ASN1EncodableVector();
    text.writeBytes(text(leaf.keyPem()));
    int size = 0;
    while (size < MOST - 2_000) {
      Issued next = TestAuthority.leaf("a").keys(keys).by(root);
      text.writeBytes(text(next.certificatePem()));
      byte[] der = X509.der(next.certificate());
      all.add(Certificate.getInstance(der));
      size = container ? size + der.length : text.size();
    }
    return container ? pkcs7(all) : text.toByteArray();
  }

  private static byte[] pkcs7(ASN1EncodableVector certificates) {
    try {
      SignedData data =
          new SignedData(
              new DERSet(),
              new ContentInfo(CMSObjectIdentifiers.data, null),
              new DERSet(certificates),
              null,
              new DERSet(new DERSequence[0]));
      return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] issuers() {
    Issued first = TestAuthority.root("Same").selfSigned();
    Issued leaf = TestAuthority.leaf("a").withoutKeyIds().by(first);
    KeyPair keys = TestAuthority.ec();
    StringBuilder text = new StringBuilder(leaf.keyPem() + leaf.certificatePem());
    while (text.length() < 250_000) {
      text.append(TestAuthority.root("Same").keys(keys).withoutKeyIds().by(first).certificatePem());
    }
    return text(text.toString());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
