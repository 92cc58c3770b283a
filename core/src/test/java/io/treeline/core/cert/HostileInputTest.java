package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inputs of the largest size that are made to cost much, read in a process of little memory. */
class HostileInputTest {

  private static final String MOST_MEMORY = "-Xmx64m";
  private static final int MOST_MILLISECONDS = 20_000;
  private static final int MOST_FINDINGS = 300;

  @Test
  void eachEndsInAnAnswerThatCanBeReadAndSixtyFourMebibytesAreEnough()
      throws IOException, InterruptedException {
    Map<String, byte[]> inputs = HostileInputs.all();
    assertThat(inputs.values()).allMatch(input -> input.length <= CertificateReader.MAX_OCTETS);

    List<String> lines = read().lines().toList();

    assertThat(lines).hasSameSizeAs(inputs.keySet());
    assertThat(lines)
        .allSatisfy(line -> {
          String[] cells = line.split("\t", -1);
          assertThat(Integer.parseInt(cells[1])).as(line).isLessThan(MOST_MILLISECONDS);
          assertThat(Integer.parseInt(cells[2])).as(line).isLessThanOrEqualTo(MOST_FINDINGS);
        });
  }

  private static String read() throws IOException, InterruptedException {
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
    System.out.println(output);
    return output;
  }
}
