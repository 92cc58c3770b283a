package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/intake.md} says what the catalogue says. */
class IntakePageTest {

  static final String COMMAND =
      "./mvnw -q -pl core test -Dtest=IntakePageTest -Dtreeline.write.docs=true";

  /** Tests run in their module's directory. */
  private static final Path PAGE = Path.of("..", "docs", "intake.md");

  @Test
  void thePageIsMadeOfTheCatalogue() throws IOException {
    if (Boolean.getBoolean("treeline.write.docs")) {
      Files.writeString(PAGE, IntakePage.text());
    }
    assertThat(PAGE)
        .as("docs/intake.md is not what the catalogue says: run %s", COMMAND)
        .exists()
        .content()
        .isEqualTo(IntakePage.text());
  }
}
