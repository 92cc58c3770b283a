package io.treeline.core.cert;

import io.treeline.core.cert.TestAuthority.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** Inputs of the largest size that are made to cost much, each by its name. */
final class HostileInputs {

  private static final int MOST = CertificateReader.MAX_OCTETS;

  private HostileInputs() {}

  /** Reads them all and prints of each its name, the milliseconds, and how many findings it had. */
  public static void main(String[] arguments) {
    ReadOptions options = ReadOptions.at(TestAuthority.NOW).passphrase("x".toCharArray());
    all()
        .forEach((name, input) -> {
          System.out.print(name);
          long began = System.nanoTime();
          Intake intake = CertificateReader.read(input, options);
          long took = (System.nanoTime() - began) / 1_000_000;
          System.out.println("\t" + took + "\t" + intake.findings().size());
        });
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
    List<Issued> certificates = certificates();
    inputs.put("many certificates", inText(certificates));
    inputs.put("many certificates in PKCS#7", inPkcs7(certificates));
    inputs.put("many issuers of one name", issuers());
    inputs.put("scrypt of the most memory", repeated(encrypted(scrypt()), 1));
    inputs.put("scrypt again and again", repeated(encrypted(scrypt()), 50));
    inputs.put("keys of the most iterations", repeated(encrypted(pbkdf2()), 50));
    inputs.put("a JKS that claims a billion entries", keystore("FEEDFEED000000023FFFFFFF"));
    inputs.put(
        "a JCEKS that claims a long chain",
        keystore(
            "CECECECE0000000200000001000000010001" + "61000000000000000000000004000000003FFFFFFF"));
    inputs.put(
        "a JCEKS with an object",
        keystore(
            "CECECECE000000020000000100000003000161"
                + "0000000000000000ACED0005757200025B42ACF317F8060854E00200007870"
                + "3FFFFFFF"));
    return inputs;
  }

  private static AlgorithmIdentifier scrypt() {
    return new AlgorithmIdentifier(
        MiscObjectIdentifiers.id_scrypt, new ScryptParams(new byte[8], 1 << 15, 8, 1));
  }

  private static AlgorithmIdentifier pbkdf2() {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_PBKDF2,
        new PBKDF2Params(
            new byte[8],
            1_000_000,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA512)));
  }

  private static byte[] encrypted(AlgorithmIdentifier derivation) {
    PBES2Parameters parameters =
        new PBES2Parameters(
            KeyDerivationFunc.getInstance(derivation),
            new EncryptionScheme(
                NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
    try {
      return new EncryptedPrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), new byte[4096])
          .getEncoded();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] repeated(byte[] der, int times) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(der);
    }
    return all.toByteArray();
  }

  private static byte[] keystore(String hexadecimal) {
    return Arrays.copyOf(HexFormat.of().parseHex(hexadecimal), MOST);
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

  private static List<Issued> certificates() {
    Issued root = TestAuthority.root("Root").selfSigned();
    KeyPair keys = TestAuthority.ec();
    List<Issued> all = new ArrayList<>();
    int size = 0;
    while (size < MOST - 2_000) {
      all.add(TestAuthority.leaf("a").keys(keys).by(root));
      size += X509.der(all.getLast().certificate()).length;
    }
    return all;
  }

  private static byte[] inText(List<Issued> certificates) {
    StringBuilder text = new StringBuilder(certificates.getFirst().keyPem());
    for (Issued each : certificates) {
      if (text.length() < MOST - 2_000) {
        text.append(each.certificatePem());
      }
    }
    return text(text.toString());
  }

  private static byte[] inPkcs7(List<Issued> certificates) {
    ASN1EncodableVector all = new ASN1EncodableVector();
    certificates.forEach(each -> all.add(Certificate.getInstance(X509.der(each.certificate()))));
    return pkcs7(all);
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
