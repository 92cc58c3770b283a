package io.treeline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  record Example(String name, boolean good, Instant since, List<Long> counts) {}

  @Test
  void recordsMapsAndListsBecomeJson() {
    Example example =
        new Example("ä \"b\"", true, Instant.parse("2026-11-24T12:00:00Z"), List.of(1L, 2L));
    assertThat(Json.write(Map.of("a", example)))
        .isEqualTo(
            "{\"a\":{\"name\":\"ä \\\"b\\\"\",\"good\":true,\"since\":\"2026-11-24T12:00:00Z\","
                + "\"counts\":[1,2]}}");
    assertThat(Json.write(Arrays.asList("a", null, 1.5))).isEqualTo("[\"a\",null,1.5]");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    String text = "{\"a\":[1,-2.5,true,null,\"ü\",{\"b\":[]}],\"c\":{}}";
    assertThat(Json.write(Json.read(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":1} x",
        "[1,]",
        "{\"a\":1,\"a\":2}",
        "\u0000",
        "nul",
        "'a'",
        "NaN",
        "{\"key\":\"-----BEGIN PRIVATE KEY-----"
      })
  void whatIsNoJsonIsRefusedWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableJsonException.class)
        .hasNoCause()
        .message()
        .doesNotContain("BEGIN")
        .endsWith(".");
  }

  @Test
  void deepNestingIsRefused() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> Json.read(deep)).isInstanceOf(UnreadableJsonException.class);
  }

  @Test
  void aMemberOfAnotherTypeIsNamedWithItsPlace() {
    JsonObject object =
        Json.readObject("{\"a\":{\"b\":1},\"l\":[{\"n\":2}]}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> object.object("a").text("b")).hasMessageContaining("'a.b'");
    assertThatThrownBy(() -> object.objects("l").getFirst().text("n"))
        .hasMessageContaining("'l[0].n'");
    assertThatThrownBy(() -> object.text("missing")).hasMessageContaining("'missing' is missing");
  }
}
