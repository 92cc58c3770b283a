package io.treeline.core.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void whatSomebodyTypedIsRepeated() {
    assertThat(Shown.of("a..example.com")).isEqualTo("'a..example.com'");
    assertThat(Shown.of("ops@@example.com")).isEqualTo("'ops@@example.com'");
    assertThat(Shown.of("a.".repeat(60))).isEqualTo("'" + "a.".repeat(38) + "a...'");
  }

  @Test
  void whatCouldBeAKeyIsNot() {
    String line = "hRANCAARJqUMkTnAzHZsz5qE1mGuIQ5G9bxfGz7qN8nHJ5qkz3Vn1GkKX7q2mJ0dS";
    assertThat(Shown.of(line)).isEqualTo("'hRAN...'");
    assertThat(Shown.of("x " + line)).isEqualTo("'x hR...'");
    assertThat(Shown.of("-----BEGIN PRIVATE KEY-----")).isEqualTo("'----...'");
  }
}
