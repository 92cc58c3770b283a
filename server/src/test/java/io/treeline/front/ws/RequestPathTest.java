package io.treeline.front.ws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a/b.c, /a/b.c",
    "/a//b, /a/b",
    "/a/./b/../c, /a/c",
    "/a/b/.., /a/",
    "/a/%2e%2e/b, /b",
    "/%61, /a",
    "/a%2Fb, /a%2Fb",
    "/a%2fb, /a%2Fb",
    "/a%20b, /a b",
    "/%C3%A4, /ä",
    "/a/, /a/",
    "/.a, /.a",
    "/a/., /a/",
    "//, /",
  })
  void isBroughtToOneForm(String raw, String normal) {
    assertThat(RequestPath.normalise(raw)).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "a",
        "/..",
        "/a/../..",
        "/%2e%2e/",
        "/%",
        "/%4",
        "/%zz",
        "/%00",
        "/%0a",
        "/a b",
        "/a\\b",
        "/%5c",
        "/%ff",
        "/%c0%ae",
        "/%-1"
      })
  void isRefused(String raw) {
    assertThat(RequestPath.normalise(raw)).isNull();
  }
}
