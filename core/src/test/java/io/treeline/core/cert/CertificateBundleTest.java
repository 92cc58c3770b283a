package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.cert.TestAuthority.Issued;
import io.treeline.core.name.DomainName;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateBundleTest {

  private final Issued issuer = TestAuthority.root("Root").selfSigned();
  private final Issued ec = TestAuthority.leaf("a.example.com").san("b.example.com").by(issuer);
  private final Issued rsa =
      TestAuthority.leaf("a.example.com")
          .keys(TestAuthority.key("RSA", 2048))
          .lifetime(Duration.ofDays(60))
          .by(issuer);
  private final CertificateBundle dual =
      accepted(
          "date=1\n"
              + ec.keyPem()
              + ec.certificatePem()
              + issuer.certificatePem()
              + rsa.keyPem()
              + rsa.certificatePem()
              + issuer.certificatePem());

  @Test
  void theStoredTextIsReadAsTheSame() {
    assertThat(accepted(dual.storedText()).storedText()).isEqualTo(dual.storedText());
  }

  @Test
  void thePublicTextHasFingerprintsInPlaceOfTheKeys() {
    String expected =
        dual.storedText()
            .replace(dual.pairs().get(0).keyPem(), "key sha256=" + ec.keySha256() + "\n")
            .replace(dual.pairs().get(1).keyPem(), "key sha256=" + rsa.keySha256() + "\n");
    assertThat(dual.publicText()).isEqualTo(expected).doesNotContain("PRIVATE");
  }

  @Test
  void aBundleIsRestoredFromItsParts() throws UnusableCertificateException {
    CertificateBundle restored = CertificateBundle.restore(dual.header(), dual.parts());
    assertThat(restored.storedText()).isEqualTo(dual.storedText());
  }

  @Test
  void thePublicPartIsRestoredWithoutAKey() throws UnusableCertificateException {
    List<PublicPair> pairs = List.of(restore(dual.parts().get(0)), restore(dual.parts().get(1)));
    PublicBundle restored = new PublicBundle(dual.header(), pairs);
    assertThat(restored.publicText()).isEqualTo(dual.publicText());
  }

  @Test
  void aKeyOfAnotherLeafIsNotRestored() {
    PairParts parts = dual.parts().get(0);
    for (byte[] wrong :
        List.of(
            TestAuthority.ec().getPrivate().getEncoded(),
            dual.parts().get(1).pkcs8(),
            new byte[] {1, 2, 3},
            new byte[0])) {
      assertThatThrownBy(
              () -> CertifiedKey.restore(new PairParts(KeyFamily.ECDSA, parts.chainDer(), wrong)))
          .isInstanceOf(UnusableCertificateException.class)
          .hasMessageContaining("CN=a.example.com");
    }
  }

  @Test
  void aChainThatDoesNotParseIsNotRestored() {
    PairParts broken =
        new PairParts(KeyFamily.ECDSA, List.of(new byte[] {0x30, 0}), dual.parts().get(0).pkcs8());
    assertThatThrownBy(() -> CertifiedKey.restore(broken))
        .isInstanceOf(UnusableCertificateException.class);
    assertThatThrownBy(() -> PublicPair.restore(List.of()))
        .isInstanceOf(UnusableCertificateException.class);
  }

  @Test
  void aDualCertificateCoversWhatBothCover() {
    assertThat(dual.covers(DomainName.parse("a.example.com"))).isTrue();
    assertThat(dual.covers(DomainName.parse("b.example.com"))).isFalse();
    assertThat(dual.names()).containsExactly("a.example.com", "b.example.com");
  }

  @Test
  void theFirstToExpireDecides() {
    assertThat(dual.notAfter()).isEqualTo(rsa.certificate().getNotAfter().toInstant());
    assertThat(dual.notBefore()).isEqualTo(rsa.certificate().getNotBefore().toInstant());
  }

  @Test
  void noTextButTheOnesMeantForItHoldsAKey() {
    String key = Base64.getEncoder().encodeToString(dual.pairs().get(0).pkcs8());
    String secret = key.substring(key.length() / 2, key.length() / 2 + 20);
    assertThat(dual.storedText().replace("\n", "")).contains(secret);
    assertThat(
            List.of(dual, dual.pairs(), dual.parts(), dual.publicPart(), dual.publicText())
                .toString()
                .replace("\n", ""))
        .doesNotContain(secret);
  }

  @Test
  void theFactsOfALeafAreThoseOfItsCertificate() throws UnusableCertificateException {
    LeafFacts facts = LeafFacts.of(X509.der(ec.certificate()));
    assertThat(facts.names()).containsExactly("a.example.com", "b.example.com");
    assertThat(facts.issuer()).isEqualTo("CN=Root");
    assertThat(facts.keySha256()).isEqualTo(ec.keySha256());
    assertThat(facts.sha256()).isEqualTo(dual.first().leafSha256());
    assertThatThrownBy(() -> LeafFacts.of(new byte[] {1}))
        .isInstanceOf(UnusableCertificateException.class);
  }

  private static PublicPair restore(PairParts parts) throws UnusableCertificateException {
    return PublicPair.restore(parts.chainDer());
  }
}
