package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How renewal information names a certificate. */
class RenewalNameTest {

  /** That of RFC 9773, appendix A. */
  private static final String EXAMPLE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBQzCB66ADAgECAgUAh2VDITAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwpFeGFt
      cGxlIENBMCIYDzAwMDEwMTAxMDAwMDAwWhgPMDAwMTAxMDEwMDAwMDBaMBYxFDAS
      BgNVBAMTC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeBZu
      7cbpAYNXZLbbh8rNIzuOoqOOtmxA1v7cRm//AwyMwWxyHz4zfwmBhcSrf47NUAFf
      qzLQ2PPQxdTXREYEnKMjMCEwHwYDVR0jBBgwFoAUaYhba4dGQEHhs3uEe6CuLN4B
      yNQwCgYIKoZIzj0EAwIDRwAwRAIge09+S5TZAlw5tgtiVvuERV6cT4mfutXIlwTb
      +FYN/8oCIClDsqBklhB9KAelFiYt9+6FDj3z4KGVelYM5MdsO3pK
      -----END CERTIFICATE-----
      """;

  @Test
  void theExampleOfTheStandardHasItsName() throws Exception {
    X509Certificate leaf =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(EXAMPLE.getBytes(StandardCharsets.US_ASCII)));
    assertThat(RenewalName.of(leaf)).isEqualTo("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
  }

  @Test
  void aCertificateThatDoesNotNameItsIssuersKeyHasNone() {
    X509Certificate leaf =
        SelfSigned.create(
                DomainName.parse("example.com"),
                Duration.ofDays(9),
                KeyType.EC256,
                TestAuthority.NOW)
            .leaf();
    assertThat(RenewalName.of(leaf)).isNull();
  }
}
