package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.accepted;
import static io.treeline.core.cert.TestReading.codes;
import static io.treeline.core.cert.TestReading.options;
import static io.treeline.core.cert.TestReading.read;
import static io.treeline.core.cert.TestReading.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as openssl writes them; it is asked what their public keys are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyReaderTest {

  private static final String PASSPHRASE = "correct-horse";

  private OpenSsl openssl;

  @BeforeAll
  void makeKeys(@TempDir Path directory) {
    openssl = new OpenSsl(directory);
    openssl.run("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.pem");
    for (String curve : new String[] {"P-256", "P-384", "P-521"}) {
      openssl.run(
          "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:" + curve + " -out " + curve + ".pem");
    }
    openssl.run("genpkey -algorithm ED25519 -out ed25519.pem");
    for (String each : new String[] {"rsa", "P-256", "P-384", "P-521", "ed25519"}) {
      openssl.run(
          "req -new -x509 -key "
              + each
              + ".pem -subj /CN="
              + each
              + " -addext subjectAltName=DNS:a.example.com -days 90 -out "
              + each
              + ".crt");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "P-256", "P-384", "P-521", "ed25519"})
  void aKeyInPkcs8BelongsToItsCertificate(String key) {
    openssl.run("pkey -in " + key + ".pem -pubout -outform DER -out " + key + ".spki");
    assertThat(pair(key, openssl.text(key + ".pem")).keySha256())
        .isEqualTo(Fingerprint.of(openssl.octets(key + ".spki")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "P-256", "P-384", "P-521"})
  void aKeyInItsTraditionalFormIsTheSameKey(String key) {
    openssl.run("pkey -in " + key + ".pem -traditional -out " + key + ".old");
    assertThat(pair(key, openssl.text(key + ".old")).pkcs8())
        .isEqualTo(pair(key, openssl.text(key + ".pem")).pkcs8());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "P-256", "P-384", "P-521", "ed25519"})
  void opensslReadsTheStoredKeyAsTheSame(String key) {
    openssl.write(key + ".stored", pair(key, openssl.text(key + ".pem")).keyPem());
    assertThat(
            openssl
                .run("pkey -check -noout -text -in " + key + ".stored")
                .replace("Key is valid\n", ""))
        .isEqualTo(openssl.run("pkey -noout -text -in " + key + ".pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE", "WHATEVER"})
  void aWrongLabelIsNoHarm(String label) {
    String wrong = openssl.text("P-256.pem").replace("PRIVATE KEY", label);
    Intake intake = read(wrong + openssl.text("P-256.crt"));
    accepted(intake);
    assertThat(codes(intake)).contains(FindingCode.LABEL_DIFFERS);
  }

  @Test
  void aKeyWithItsParametersBeforeItIsRead() {
    openssl.run("ecparam -name prime256v1 -genkey -out params.pem");
    openssl.run("req -new -x509 -key params.pem -subj /CN=x -days 9 -out params.crt");
    assertThat(openssl.text("params.pem")).contains("EC PARAMETERS");
    accepted(openssl.text("params.pem") + openssl.text("params.crt"));
  }

  @Test
  void aSec1KeyWithoutItsCurveIsReadByItsLength() {
    byte[] scalar = new BigInteger(1, ecScalar()).toByteArray();
    byte[] der = new byte[48 + 7];
    byte[] head = {0x30, 53, 0x02, 0x01, 0x01, 0x04, 48};
    System.arraycopy(head, 0, der, 0, head.length);
    int from = Math.max(0, scalar.length - 48);
    System.arraycopy(scalar, from, der, der.length - (scalar.length - from), scalar.length - from);

    assertThat(pair("P-384", TestAuthority.pem("EC PRIVATE KEY", der)).family())
        .isEqualTo(KeyFamily.ECDSA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-v2 aes-256-cbc",
        "-v2 aes-128-cbc -v2prf hmacWithSHA512",
        "-v2 des3",
        "-scrypt",
        "-v1 PBE-SHA1-3DES"
      })
  void anEncryptedPkcs8KeyOpensWithItsPassphrase(String how) {
    openssl.run("pkcs8 -topk8 -in rsa.pem -passout pass:" + PASSPHRASE + " -out enc.pem " + how);
    String text = openssl.text("enc.pem") + openssl.text("rsa.crt");
    assertThat(opened(text, PASSPHRASE).first().pkcs8())
        .isEqualTo(pair("rsa", openssl.text("rsa.pem")).pkcs8());
    refused(read(text), FindingCode.PASSPHRASE_NEEDED);
    refused(
        CertificateReader.read(text, options().passphrase("no".toCharArray())),
        FindingCode.PASSPHRASE_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-aes256", "-aes128", "-des3"})
  void aKeyUnderDekInfoOpensWithItsPassphraseOnOneLineToo(String cipher) {
    openssl.run(
        "rsa -in rsa.pem -traditional "
            + cipher
            + " -passout pass:"
            + PASSPHRASE
            + " -out dek.pem");
    String text = openssl.text("dek.pem") + openssl.text("rsa.crt");
    assertThat(text).contains("DEK-Info");
    opened(text, PASSPHRASE);
    opened(text.replace('\n', ' '), PASSPHRASE);
    opened(text.replace("\n", "\r\n"), PASSPHRASE);
    refused(read(text), FindingCode.PASSPHRASE_NEEDED);
    refused(
        CertificateReader.read(text, options().passphrase("no".toCharArray())),
        FindingCode.PASSPHRASE_WRONG);
  }

  @Test
  void anAbsurdIterationCountIsRefusedAtOnce() {
    openssl.run("pkcs8 -topk8 -in P-256.pem -passout pass:x -iter 2000001 -out absurd.pem");
    assertThat(
            refused(
                    CertificateReader.read(
                        openssl.text("absurd.pem") + openssl.text("P-256.crt"),
                        options().passphrase("x".toCharArray())),
                    FindingCode.TOO_COSTLY)
                .what())
        .contains("1000000 iterations");
  }

  @Test
  void rsaBelow2048BitsIsRefused() {
    openssl.run(
        "req -newkey rsa:1024 -nodes -keyout small.pem -x509 -subj /CN=s -days 9 -out small.crt");
    Finding finding =
        refused(
            read(openssl.text("small.pem") + openssl.text("small.crt")), FindingCode.KEY_TOO_SMALL);
    assertThat(finding.what()).contains("1024 bits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EC -pkeyopt ec_paramgen_curve:secp256k1",
        "EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
        "ED448",
        "X25519",
        "RSA-PSS -pkeyopt rsa_keygen_bits:2048"
      })
  void keysThatTlsHereCannotUseAreRefused(String algorithm) {
    openssl.run("genpkey -algorithm " + algorithm + " -out odd.pem");
    refused(read(openssl.text("odd.pem") + openssl.text("rsa.crt")), FindingCode.KEY_UNSUPPORTED);
  }

  @Test
  void aKeyInOpenSshsFormatIsRefusedWithTheCommandThatConvertsIt() {
    String key =
        TestAuthority.pem(
            "OPENSSH PRIVATE KEY", "openssh-key-v1".getBytes(StandardCharsets.US_ASCII));
    assertThat(refused(read(key), FindingCode.KEY_UNSUPPORTED).todo()).contains("ssh-keygen");
  }

  @Test
  void anRsaKeyWhosePartsDoNotFitIsRefused() {
    KeyPair pair = TestAuthority.key("RSA", 2048);
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
    BigInteger two = BigInteger.TWO;
    for (int part = 0; part < 8; part++) {
      BigInteger[] parts = {
        key.getModulus(), key.getPublicExponent(), key.getPrivateExponent(), key.getPrimeP(),
        key.getPrimeQ(), key.getPrimeExponentP(), key.getPrimeExponentQ(), key.getCrtCoefficient()
      };
      parts[part] = parts[part].add(two);
      String text = TestAuthority.pem("RSA PRIVATE KEY", encoded(parts));
      refused(read(text), FindingCode.UNREADABLE_BLOCK);
    }
  }

  private static byte[] encoded(BigInteger... p) {
    try {
      return new RSAPrivateKey(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]).getEncoded();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] ecScalar() {
    return ((ECPrivateKey) pair("P-384", openssl.text("P-384.pem")).privateKey())
        .getS()
        .toByteArray();
  }

  private CertifiedKey pair(String certificate, String key) {
    return accepted(key + openssl.text(certificate + ".crt")).first();
  }

  private static CertificateBundle opened(String text, String passphrase) {
    return accepted(CertificateReader.read(text, options().passphrase(passphrase.toCharArray())));
  }
}
