package io.treeline.front.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.config.Transport;
import io.treeline.front.EventLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPortTest {

  private static EventLoops loops;
  private static RunningFront running;

  @BeforeAll
  static void start() {
    loops = EventLoops.start(Transport.EPOLL, 1);
    ChallengeResponder responder =
        (host, token) -> host.equals("localhost") && token.equals("abc") ? "abc.thumb" : null;
    running = new RunningFront(loops, HstsPolicy.OFF, responder);
  }

  @AfterAll
  static void end() {
    running.close();
    loops.close();
  }

  @Test
  void aGetIsSentToTlsWithHostPathAndQuery() throws Exception {
    HttpResponse<String> response =
        running.send("GET", running.http("/a%20b/c?d=e&f=%2F"), Version.HTTP_1_1);

    assertThat(response.statusCode()).isEqualTo(301);
    assertThat(response.headers().firstValue("location"))
        .hasValue("https://localhost:" + RunningFront.PUBLIC_HTTPS_PORT + "/a%20b/c?d=e&f=%2F");
  }

  @Test
  void aPostKeepsItsMethod() throws Exception {
    assertThat(running.send("POST", running.http("/a"), Version.HTTP_1_1).statusCode())
        .isEqualTo(308);
  }

  @Test
  void aChallengeThatWaitsIsAnsweredAndNothingElseIsSwallowed() throws Exception {
    String challenges = "/.well-known/acme-challenge/";

    HttpResponse<String> answered =
        running.send("GET", running.http(challenges + "abc"), Version.HTTP_1_1);
    assertThat(answered.statusCode()).isEqualTo(200);
    assertThat(answered.body()).isEqualTo("abc.thumb");
    assertThat(
            running.send("HEAD", running.http(challenges + "abc"), Version.HTTP_1_1).statusCode())
        .isEqualTo(200);
    for (String other : new String[] {"x", "", "abc/", "abc/x", "ABC", "%61bc"}) {
      assertThat(running.send("GET", running.http(challenges + other), Version.HTTP_1_1))
          .returns(301, HttpResponse::statusCode)
          .extracting(response -> response.headers().firstValue("location").orElse(""))
          .asString()
          .endsWith(challenges + other);
    }
    assertThat(
            running.send("POST", running.http(challenges + "abc"), Version.HTTP_1_1).statusCode())
        .isEqualTo(308);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n",
        "GET / HTTP/1.1\r\nHost: a?b@c\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n"
      })
  void whatNamesNoHostIsRefused(String head) throws IOException {
    assertThat(raw(head)).startsWith("HTTP/1.1 400");
  }

  private static String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), running.plainPort())) {
      socket.setSoTimeout(10_000);
      String request = head + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
