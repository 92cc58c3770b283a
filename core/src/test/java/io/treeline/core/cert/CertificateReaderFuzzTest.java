package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Any octets at all: no exception, and what is accepted is accepted again as it is stored. */
class CertificateReaderFuzzTest {

  /** What is slow isn't found often. */
  private static final int FEW_ITERATIONS = 40_000;

  /** The corpus' own. */
  private static final String PASSPHRASE = "correct horse";

  @FuzzTest
  void anyTextIsAcceptedOrRefused(byte[] input) {
    ReadOptions options = options().passphrase(PASSPHRASE.toCharArray());
    if (CertificateReader.read(input, options) instanceof Intake.Accepted accepted) {
      assertThat(TestReading.accepted(accepted.bundle().storedText()).storedText())
          .isEqualTo(accepted.bundle().storedText());
    }
  }

  @FuzzTest
  void anyContainerIsOpenedOrRefused(byte[] input) {
    WorkLimit work = new WorkLimit(FEW_ITERATIONS);
    char[] passphrase = PASSPHRASE.toCharArray();
    try {
      List<ContainerItem> items =
          switch (DerShape.of(input)) {
            case PKCS12 -> Pkcs12File.open(input, passphrase, work);
            case PKCS7 -> Pkcs7File.open(input);
            case JAVA_KEYSTORE -> JavaKeystore.open(input, passphrase, work);
            default -> List.of();
          };
      items.forEach(item -> assertThat(item.what()).isNotEmpty());
    } catch (BlockException e) {
      assertThat(e.at(Place.WHOLE).severity()).isEqualTo(Severity.ERROR);
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
