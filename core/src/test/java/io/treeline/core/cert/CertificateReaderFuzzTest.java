package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets at all: no exception, and what is accepted is accepted again as it is stored. */
class CertificateReaderFuzzTest {

  @FuzzTest
  void anyTextIsAcceptedOrRefused(byte[] input) {
    ReadOptions options = options().passphrase("x".toCharArray());
    if (CertificateReader.read(input, options) instanceof Intake.Accepted accepted) {
      assertThat(TestReading.accepted(accepted.bundle().storedText()).storedText())
          .isEqualTo(accepted.bundle().storedText());
    }
  }

  @FuzzTest
  void anyKeyIsReadOrRefused(byte[] input) {
    try {
      KeyMaterial material = KeyReader.read(input);
      assertThat(KeyReader.read(material.pkcs8()).pkcs8()).isEqualTo(material.pkcs8());
    } catch (BlockException e) {
      assertThat(e.at(Place.WHOLE).severity()).isEqualTo(Severity.ERROR);
    }
  }
}
