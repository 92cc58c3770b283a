package io.treeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.access.Right;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong as HTTP, or as JSON: always a problem document, never a word of a secret. */
class ApiBadRequestsTest {

  @TempDir static Path data;
  private static TestServer server;
  private static Http http;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
    http = new Http(server.port, server.token("example.com", Right.ADMIN));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void badJsonIsRefusedWithItsPlaceAndWithoutItsText() throws Exception {
    HttpResponse<String> refused = http.json("POST", "/v1/domains", "{\n  \"name\": MIIEsecret\n}");
    assertProblem(refused, 400, "bad-request");
    assertThat(Http.object(refused).text("detail")).contains("line 2, column 1");
    assertThat(refused.body()).doesNotContain("MIIE");
  }

  @Test
  void aMemberThatIsNotKnownIsNamed() throws Exception {
    HttpResponse<String> refused = http.json("POST", "/v1/domains", "{\"nmae\":\"a.example.com\"}");
    assertProblem(refused, 400, "bad-request");
    assertThat(Http.object(refused).text("detail")).contains("'nmae'").contains("name, parent");
  }

  @Test
  void everyWrongSettingIsNamed() throws Exception {
    HttpResponse<String> refused =
        http.json(
            "PATCH", "/v1/domains/example.com", "{\"acme_enabled\":\"maybe\",\"colour\":\"red\"}");
    assertProblem(refused, 422, "invalid");
    assertThat(Http.object(refused).texts("problems")).hasSize(2);
  }

  @Test
  void aWrongContentTypeSaysWhichIsTaken() throws Exception {
    assertProblem(
        http.send("POST", "/v1/domains", "name=a", "Content-Type", "text/plain"),
        415,
        "unsupported-media-type");
    HttpResponse<String> pkcs12 =
        http.send(
            "PUT",
            "/v1/domains/example.com/certificate",
            "x",
            "Content-Type",
            "application/x-pkcs12");
    assertProblem(pkcs12, 415, "unsupported-media-type");
    assertThat(Http.object(pkcs12).text("detail")).contains("openssl pkcs12");
    assertProblem(
        http.send("POST", "/v1/import", "{}", "Content-Type", "application/json"),
        415,
        "unsupported-media-type");
  }

  @Test
  void anUnknownPathIsAProblemToo() throws Exception {
    assertProblem(http.get("/v1/nothing"), 404, "not-found");
    assertProblem(http.get("/"), 404, "not-found");
  }

  @Test
  void aMethodThatIsNotAnsweredNamesThoseThatAre() throws Exception {
    HttpResponse<String> refused = http.send("PUT", "/v1/domains", "{}");
    assertProblem(refused, 405, "method-not-allowed");
    assertThat(refused.headers().firstValue("Allow")).hasValue("GET, POST");
  }

  @Test
  void aNameThatIsNoneSaysWhy() throws Exception {
    HttpResponse<String> refused = http.get("/v1/domains/a..b");
    assertProblem(refused, 400, "bad-request");
    assertThat(Http.object(refused).text("detail")).contains("empty label");
  }

  @Test
  void aBodyBeyondTheLimitIsNotTaken() throws Exception {
    assertProblem(
        http.json("POST", "/v1/domains", "{\"name\":\"" + "a".repeat(600 * 1024) + "\"}"),
        413,
        "too-large");
    assertProblem(
        http.send(
            "PUT",
            "/v1/domains/example.com/certificate",
            "a".repeat(300 * 1024),
            "Content-Type",
            "application/x-pem-file"),
        413,
        "too-large");
  }

  @Test
  void aWrongParameterIsNamed() throws Exception {
    assertProblem(http.get("/v1/domains?parent=example.com&limit=0"), 400, "bad-request");
    assertProblem(
        http.send("DELETE", "/v1/domains/example.com?recursive=perhaps", null), 400, "bad-request");
  }

  @Test
  void hugeHeadersAreRefusedWithoutHarm() throws Exception {
    String answer =
        raw("GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 431 ").contains("headers-too-large");
    String garbled = raw("\u0001\u0002 nonsense\r\n\r\n");
    assertThat(garbled).containsPattern("^HTTP/1.. 400 ").contains("bad-request");
    assertThat(http.get("/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void whoHasNoTokenIsAnsweredBeforeTheBodyIsRead() throws Exception {
    String answer =
        raw(
            "POST /v1/import HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\n"
                + "Content-Length: 1000000000\r\n\r\n{");
    assertThat(answer).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Bearer");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonObject problem = Http.object(response);
    assertThat(problem.text("type")).isEqualTo("urn:treeline:problem:" + type);
    assertThat(problem.number("status")).isEqualTo(status);
    assertThat(problem.text("title")).isNotEmpty();
    assertThat(problem.text("detail")).endsWith(".");
  }

  /** Sends octets as they are, and reads until the end of the first answer's body. */
  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port)) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      StringBuilder answer = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        answer.append((char) octet);
        if (octet == '}') {
          break;
        }
      }
      return answer.toString();
    }
  }
}
