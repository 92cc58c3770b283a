package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.accepted;
import static io.treeline.core.cert.TestReading.options;
import static io.treeline.core.cert.TestReading.refused;
import static io.treeline.core.cert.TestReading.the;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.TestAuthority.Issued;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBMac1CalculatorBuilder;
import org.junit.jupiter.api.Test;

/** Containers that no program of the corpus writes yet, or that name what is in them. */
class Pkcs12FileTest {

  private static final String PASSPHRASE = "correct horse";

  private final Issued leaf = TestAuthority.leaf("a.example.com").selfSigned();
  private final Issued other = TestAuthority.leaf("b.example.com").selfSigned();

  @Test
  void anIntegrityCheckByPbmac1IsRead() throws Exception {
    byte[] container = container(pbmac1(32), leaf);
    assertThat(accepted(read(container, PASSPHRASE)).first().leaf()).isEqualTo(leaf.certificate());
    refused(read(container, "wrong"), FindingCode.PASSPHRASE_WRONG);
    refused(read(container, null), FindingCode.PASSPHRASE_NEEDED);
  }

  @Test
  void aKeyOfPbmac1ThatIsTooLongIsRefused() throws Exception {
    byte[] container = container(pbmac1(1_000), leaf);
    refused(read(container, PASSPHRASE), FindingCode.UNREADABLE_BLOCK);
  }

  @Test
  void findingsCallWhatIsInsideByItsFriendlyName() throws Exception {
    Intake intake = read(container(new BcPKCS12MacCalculatorBuilder(), leaf, other), PASSPHRASE);
    assertThat(accepted(intake).first().leaf()).isEqualTo(leaf.certificate());
    assertThat(the(intake, FindingCode.CONTAINER_OPENED).what())
        .isEqualTo("The block is a PKCS#12 container, with 2 private keys and 2 certificates");
    assertThat(the(intake, FindingCode.FURTHER_PAIR).place().toString())
        .isEqualTo("block 1, PKCS#12 certificate 2 'name?of b.example.com'");
  }

  private static Intake read(byte[] container, String passphrase) {
    return CertificateReader.read(
        container, options().passphrase(passphrase == null ? null : passphrase.toCharArray()));
  }

  private static PKCS12MacCalculatorBuilder pbmac1(int keyOctets) throws IOException {
    AlgorithmIdentifier hash =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    PBKDF2Params derivation = new PBKDF2Params(new byte[16], 1000, keyOctets, hash);
    return new BcPKCS12PBMac1CalculatorBuilder(
        new PBMAC1Params(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBKDF2, derivation), hash));
  }

  private static byte[] container(PKCS12MacCalculatorBuilder mac, Issued... pairs)
      throws IOException, PKCSException, OperatorCreationException {
    PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
    for (Issued pair : List.of(pairs)) {
      builder.addData(
          named(
              new PKCS12SafeBagBuilder(
                  PrivateKeyInfo.getInstance(pair.keys().getPrivate().getEncoded())),
              pair));
      builder.addData(
          named(
              new PKCS12SafeBagBuilder(new X509CertificateHolder(X509.der(pair.certificate()))),
              pair));
    }
    return builder.build(mac, PASSPHRASE.toCharArray()).getEncoded();
  }

  private static PKCS12SafeBag named(PKCS12SafeBagBuilder bag, Issued pair) {
    String name =
        "name\u202Eof " + pair.certificate().getSubjectX500Principal().getName().substring(3);
    return bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name))
        .build();
  }
}
