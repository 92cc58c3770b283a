package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.name.DomainName;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationCertificateTest {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private final byte[] digest =
      HexFormat.of().parseHex(Fingerprint.of("token.thumb".getBytes()).hex());

  @Test
  void itIsForTheOneNameSelfSignedAndHoldsTheDigestInACriticalExtension() throws Exception {
    PairParts pair = ValidationCertificate.create(DomainName.parse("_a.example"), digest, NOW);
    X509Certificate certificate = parse(pair);

    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(certificate.getSubjectX500Principal());
    assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, "_a.example"));
    assertThat(certificate.getCriticalExtensionOIDs()).containsExactly("1.3.6.1.5.5.7.1.31");
    assertThat(HexFormat.of().formatHex(certificate.getExtensionValue("1.3.6.1.5.5.7.1.31")))
        .isEqualTo("0422" + "0420" + HexFormat.of().formatHex(digest));
    assertThat(certificate.getNotBefore()).isBefore(NOW);
    assertThat(certificate.getNotAfter()).isAfter(NOW);
    assertThat(KeyReader.read(pair.pkcs8()).spkiSha256())
        .isEqualTo(Fingerprint.of(certificate.getPublicKey().getEncoded()));
  }

  @Test
  void twoForOneNameAreNeverTheSame() {
    DomainName name = DomainName.parse("a.example");

    assertThat(ValidationCertificate.create(name, digest, NOW).chainDer().getFirst())
        .isNotEqualTo(ValidationCertificate.create(name, digest, NOW).chainDer().getFirst());
  }

  @Test
  void whatIsNoDigestIsRefused() {
    assertThatThrownBy(
            () -> ValidationCertificate.create(DomainName.parse("a.example"), new byte[31], NOW))
        .hasMessage("a SHA-256 has 32 octets");
  }

  private static X509Certificate parse(PairParts pair) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pair.chainDer().getFirst()));
  }
}
