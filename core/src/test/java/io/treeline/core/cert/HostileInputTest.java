package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs of the largest size that are made to cost much. */
class HostileInputTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_FINDINGS = 300;
  private static final String MOST_MEMORY = "-Xmx64m";

  static Stream<Map.Entry<String, byte[]>> inputs() {
    return HostileInputs.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void anInputEndsInAnAnswerThatCanBeRead(Map.Entry<String, byte[]> input) {
    assertThat(input.getValue().length).isLessThanOrEqualTo(CertificateReader.MAX_OCTETS);
    Intake intake =
        assertTimeoutPreemptively(
            LIMIT, () -> CertificateReader.read(input.getValue(), options()), input.getKey());
    assertThat(intake.findings()).hasSizeLessThanOrEqualTo(MOST_FINDINGS);
  }

  @Test
  void sixtyFourMebibytesAreEnoughForAll() throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MOST_MEMORY,
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                HostileInputs.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains(" were read");
    System.out.println(output);
  }
}
