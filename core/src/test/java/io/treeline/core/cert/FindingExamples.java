package io.treeline.core.cert;

import static io.treeline.core.cert.TestAuthority.NOW;
import static io.treeline.core.cert.TestAuthority.leaf;
import static io.treeline.core.cert.TestReading.options;

import io.treeline.core.cert.TestAuthority.Issued;
import io.treeline.core.cert.TestAuthority.Spec;
import io.treeline.core.name.DomainName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** For each code of the catalogue an input that has it, and one that is close to it and doesn't. */
final class FindingExamples {

  static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  private static final char[] PASSPHRASE = "correct horse".toCharArray();

  private final Map<FindingCode, Example> all = new EnumMap<>(FindingCode.class);
  private final Issued root = TestAuthority.root("Root").selfSigned();
  private final Issued issuer = TestAuthority.root("Issuer").by(root);
  private final Issued plain = leaf("a.example.com").by(issuer);
  private final KeyPair rsa = TestAuthority.key("RSA", 2048);
  private final KnownRoots roots = KnownRoots.of(List.of(root.certificate()));

  /** What is read in the two cases. */
  record Example(Intake with, Intake without) {}

  FindingExamples() {
    refusals();
    oddInputs();
    ofTheLeaf();
    ofTheChain();
    ofTheUse();
  }

  Map<FindingCode, Example> all() {
    return all;
  }

  private void put(FindingCode code, Intake with, Intake without) {
    all.put(code, new Example(with, without));
  }

  private void put(FindingCode code, String with, String without) {
    put(code, read(with), read(without));
  }

  private void refusals() {
    String good = text(plain, issuer);
    String certificates = plain.certificatePem() + issuer.certificatePem();
    put(FindingCode.TOO_LARGE, good + " ".repeat(CertificateReader.MAX_OCTETS), good + " \n");
    put(FindingCode.NOTHING_FOUND, "Dear customer, your certificate is attached.", good);
    put(FindingCode.NO_KEY, certificates, good);
    put(FindingCode.NO_CERTIFICATE, plain.keyPem(), good);
    put(FindingCode.KEY_MISMATCH, issuer.keyPem() + plain.certificatePem(), good);
    put(
        FindingCode.UNREADABLE_BLOCK,
        plain.keyPem() + plain.certificatePem().replaceFirst("MII.", "MIIA"),
        good);
    put(FindingCode.KEY_TOO_SMALL, rsaLeaf(1024), rsaLeaf(2048));
    put(FindingCode.KEY_UNSUPPORTED, keyed("Ed448"), keyed("Ed25519"));
    put(
        FindingCode.CONTAINER_UNSUPPORTED,
        CertificateReader.read("PK\3\4 zip".getBytes(StandardCharsets.ISO_8859_1), options()),
        read(good));
    put(
        FindingCode.CONTAINER_OPENED,
        CertificateReader.read(pkcs12(plain, issuer), options().passphrase(PASSPHRASE)),
        read(good));
    String encrypted = encrypted(plain.keys(), 4_096) + certificates;
    put(
        FindingCode.TOO_COSTLY,
        CertificateReader.read(
            encrypted(plain.keys(), 1_000_001) + certificates, options().passphrase(PASSPHRASE)),
        CertificateReader.read(encrypted, options().passphrase(PASSPHRASE)));
    Intake opened = CertificateReader.read(encrypted, options().passphrase(PASSPHRASE));
    put(FindingCode.PASSPHRASE_NEEDED, read(encrypted), opened);
    put(
        FindingCode.PASSPHRASE_WRONG,
        CertificateReader.read(encrypted, options().passphrase("wrong".toCharArray())),
        opened);
    String named = "key sha256=" + plain.keySha256().hex() + "\n" + certificates;
    Intake held =
        CertificateReader.read(
            named, options().heldKeys(spki -> plain.keys().getPrivate().getEncoded()));
    put(FindingCode.HELD_KEY_MISSING, read(named), held);
    put(FindingCode.HELD_KEY_KEPT, held, read(good));
  }

  private void oddInputs() {
    String good = text(plain, issuer);
    Issued second = leaf("b.example.com").by(issuer);
    Issued stranger = TestAuthority.root("Stranger").selfSigned();
    put(
        FindingCode.ORDER_PUT_RIGHT,
        issuer.certificatePem() + plain.certificatePem() + plain.keyPem(),
        good);
    put(FindingCode.FURTHER_KEY, good + second.keyPem(), good);
    put(
        FindingCode.FURTHER_PAIR,
        good + second.keyPem() + second.certificatePem(),
        good + text(leaf("a.example.com").keys(rsa).by(issuer)));
    put(FindingCode.FURTHER_LEAF, good + second.certificatePem(), good);
    put(FindingCode.UNUSED_CERTIFICATE, good + stranger.certificatePem(), good);
    put(FindingCode.DUPLICATE_BLOCK, good + plain.certificatePem(), good);
    put(FindingCode.TEXT_PUT_RIGHT, good.replace("\n", "\\n"), good);
    put(FindingCode.LABEL_DIFFERS, good.replace("PRIVATE KEY", "RSA PRIVATE KEY"), good);
    put(
        FindingCode.EXTRA_BLOCK,
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + good,
        good);
    put(
        FindingCode.HEADER_CLEANED,
        plain.keyPem().split("\n")[1] + "\n" + good,
        "date=2026-11-24\n" + good);
  }

  private void ofTheLeaf() {
    put(FindingCode.EXPIRED, from(NOW.minus(Duration.ofDays(91))), from(NOW.minusSeconds(1)));
    put(FindingCode.NOT_YET_VALID, from(NOW.plusSeconds(1)), from(NOW));
    put(
        FindingCode.NAME_NOT_COVERED,
        named("*.example.com", "b.a.example.com"),
        named("*.example.com", "a.example.com"));
    put(FindingCode.SELF_SIGNED, text(leaf("a").selfSigned()), text(plain, issuer));
    put(
        FindingCode.LIFETIME_TOO_LONG,
        text(leaf("a").lifetime(Duration.ofDays(201)).by(issuer), issuer),
        text(leaf("a").lifetime(Duration.ofDays(200)).by(issuer), issuer));
    put(
        FindingCode.NO_SAN,
        text(new Spec("a.example.com").serverAuth().by(issuer), issuer),
        text(plain, issuer));
    put(
        FindingCode.CN_NOT_IN_SAN,
        text(new Spec("www.example.com").san("example.com").serverAuth().by(issuer), issuer),
        text(new Spec("Example GmbH").san("example.com").serverAuth().by(issuer), issuer));
    put(
        FindingCode.NO_SERVER_AUTH,
        text(leaf("a").only().by(issuer), issuer),
        text(leaf("a").only(KeyPurposeId.id_kp_clientAuth).by(issuer), issuer));
    put(
        FindingCode.CLIENT_AUTH_ONLY,
        text(leaf("a").only(KeyPurposeId.id_kp_clientAuth).by(issuer), issuer),
        text(
            leaf("a").only(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth).by(issuer),
            issuer));
    put(
        FindingCode.WRONG_KEY_USAGE,
        usage(KeyUsage.keyEncipherment),
        usage(KeyUsage.digitalSignature));
    put(
        FindingCode.LEAF_IS_AUTHORITY,
        text(leaf("a").authority().by(issuer), issuer),
        text(plain, issuer));
    put(FindingCode.MUST_STAPLE, feature(5), feature(13));
    put(FindingCode.KEY_NOT_IN_BROWSERS, keyed("Ed25519"), text(plain, issuer));
  }

  private void ofTheChain() {
    put(FindingCode.CHAIN_INCOMPLETE, text(plain), text(plain, issuer));
    put(
        FindingCode.UNKNOWN_ROOT,
        CertificateReader.read(
            text(plain, issuer),
            options()
                .knownRoots(
                    KnownRoots.of(
                        List.of(TestAuthority.root("Other").selfSigned().certificate())))),
        CertificateReader.read(text(plain, issuer), options().knownRoots(roots)));
    byte[] broken = X509.der(plain.certificate()).clone();
    broken[broken.length - 1] ^= 1;
    put(
        FindingCode.CHAIN_BROKEN,
        plain.keyPem() + TestAuthority.pem("CERTIFICATE", broken) + issuer.certificatePem(),
        text(plain, issuer));
    Issued old = TestAuthority.root("Issuer").from(NOW.minus(Duration.ofDays(4000))).by(root);
    put(FindingCode.CHAIN_EXPIRED, text(leaf("a").by(old), old), text(plain, issuer));
    put(
        FindingCode.WEAK_SIGNATURE,
        text(leaf("a").hash("SHA1").by(issuer), issuer),
        text(plain, issuer));
    Issued small = TestAuthority.root("Small").keys(TestAuthority.key("RSA", 1024)).by(root);
    Issued enough = TestAuthority.root("Enough").keys(rsa).by(root);
    put(
        FindingCode.WEAK_CHAIN_KEY,
        text(leaf("a").by(small), small),
        text(leaf("a").by(enough), enough));
    put(FindingCode.ROOT_INCLUDED, text(plain, issuer, root), text(plain, issuer));
    Issued oldRoot = TestAuthority.root("Old").selfSigned();
    Issued cross = TestAuthority.root("Root").keys(root.keys()).by(oldRoot);
    put(
        FindingCode.CROSS_SIGN,
        CertificateReader.read(text(plain, issuer, cross), options().knownRoots(roots)),
        CertificateReader.read(text(plain, issuer, root), options().knownRoots(roots)));
  }

  private void ofTheUse() {
    put(
        FindingCode.NO_CLIENT_AUTH,
        text(plain, issuer),
        text(
            leaf("a").only(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth).by(issuer),
            issuer));
    put(FindingCode.NO_RSA_KEY, text(plain, issuer), rsaLeaf(2048));
  }

  private String rsaLeaf(int bits) {
    KeyPair keys = bits == 2048 ? rsa : TestAuthority.key("RSA", bits);
    return text(leaf("a").keys(keys).by(issuer), issuer);
  }

  private String keyed(String algorithm) {
    return text(leaf("a").keys(TestAuthority.key(algorithm, 0)).by(issuer), issuer);
  }

  private String from(Instant notBefore) {
    return text(leaf("a").from(notBefore).by(issuer), issuer);
  }

  private String usage(int bits) {
    return text(leaf("a").extension(Extension.keyUsage, new KeyUsage(bits)).by(issuer), issuer);
  }

  private String feature(int number) {
    return text(
        leaf("a").extension(TLS_FEATURE, new DERSequence(new ASN1Integer(number))).by(issuer),
        issuer);
  }

  private Intake named(String san, String name) {
    return CertificateReader.read(
        text(leaf("x.example.com").san(san).by(issuer), issuer),
        options().forName(DomainName.parse(name)));
  }

  private static Intake read(String text) {
    return CertificateReader.read(text.getBytes(StandardCharsets.UTF_8), options());
  }

  private static String text(Issued leaf, Issued... chain) {
    StringBuilder text = new StringBuilder(leaf.keyPem()).append(leaf.certificatePem());
    Arrays.stream(chain).forEach(each -> text.append(each.certificatePem()));
    return text.toString();
  }

  private static String encrypted(KeyPair keys, int iterations) {
    try {
      String algorithm = "PBEWithHmacSHA256AndAES_256";
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(PASSPHRASE)),
          new PBEParameterSpec(new byte[16], iterations, new IvParameterSpec(new byte[16])));
      AlgorithmIdentifier pbes2 =
          new AlgorithmIdentifier(
              PKCSObjectIdentifiers.id_PBES2,
              ASN1Primitive.fromByteArray(cipher.getParameters().getEncoded()));
      byte[] sealed = cipher.doFinal(keys.getPrivate().getEncoded());
      return TestAuthority.pem(
          "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(pbes2, sealed).getEncoded());
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] pkcs12(Issued leaf, Issued issuer) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate[] chain = {leaf.certificate(), issuer.certificate()};
      store.setKeyEntry("a", leaf.keys().getPrivate(), PASSPHRASE, chain);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, PASSPHRASE);
      return out.toByteArray();
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
