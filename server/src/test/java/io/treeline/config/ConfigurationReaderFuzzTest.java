package io.treeline.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever the text, reading ends with a configuration or with sentences. */
class ConfigurationReaderFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void everyTextGivesAConfigurationOrProblems(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    switch (new ConfigurationReader(Example.DATA).read(text)) {
      case Reading.Valid valid -> assertThat(valid.configuration().roles()).isNotEmpty();
      case Reading.Invalid invalid ->
          assertThat(invalid.problems())
              .isNotEmpty()
              .allSatisfy(problem -> assertThat(problem.sentence()).matches("(?s).+[.?]"));
    }
  }
}
