package io.treeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's reading of HTTP/1.1, also from a server that isn't one. */
class HttpTest {

  @Test
  void aBodyOfAKnownLengthEndsThere() throws Exception {
    InputStream in =
        stream("HTTP/1.1 200 OK\r\ncontent-LENGTH: 3\r\n\r\nabcHTTP/1.1 204 x\r\n\r\n");
    assertThat(body(in)).isEqualTo("abc");
    assertThat(ResponseHead.read(in).status()).isEqualTo(204);
  }

  @Test
  void chunksAreJoinedAndTrailersPassedOver() throws Exception {
    InputStream in =
        stream(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: a\r\n\r\nrest");
    assertThat(body(in)).isEqualTo("abc0123456789");
    assertThat(in.readAllBytes()).asString().isEqualTo("rest");
  }

  @Test
  void interimAnswersArePassedOver() throws Exception {
    assertThat(
            ResponseHead.read(stream("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\n\r\n"))
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200"
      })
  void whatIsNoHttpOrBreaksOffIsAnErrorWithASentence(String text) {
    assertThatThrownBy(() -> body(stream(text)))
        .isInstanceOf(IOException.class)
        .message()
        .endsWith(".");
  }

  @Test
  void anEndlessHeaderIsCutOff() {
    assertThatThrownBy(() -> body(stream("HTTP/1.1 200 OK\r\nX: " + "a".repeat(100_000))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("doesn't speak HTTP");
  }

  private static String body(InputStream in) throws IOException {
    return new String(ResponseHead.read(in).body(in).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
