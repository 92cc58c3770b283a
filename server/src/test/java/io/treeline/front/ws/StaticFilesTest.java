package io.treeline.front.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.treeline.config.Transport;
import io.treeline.front.EventLoops;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {

  private static EventLoops loops;

  @TempDir private Path directory;
  private RunningFront running;

  @BeforeAll
  static void startLoops() {
    loops = EventLoops.start(Transport.AUTO, 2);
  }

  @AfterAll
  static void endLoops() {
    loops.close();
  }

  @BeforeEach
  void start() throws IOException {
    Path root = Files.createDirectory(directory.resolve("www"));
    Files.writeString(directory.resolve("secret.txt"), "not for you");
    Files.writeString(root.resolve("index.html"), "<p>hello");
    Files.writeString(root.resolve("phone.js"), "let a = 1;");
    Files.writeString(root.resolve(".env"), "PASSWORD=1");
    Files.createDirectories(root.resolve(".git"));
    Files.writeString(root.resolve(".git/config"), "private");
    Files.createDirectories(root.resolve("sub dir"));
    Files.writeString(root.resolve("sub dir/index.html"), "<p>sub");
    Files.createDirectories(root.resolve("empty"));
    Files.createDirectories(root.resolve(".well-known"));
    Files.writeString(root.resolve(".well-known/security.txt"), "Contact: mailto:a@b.example");
    running = new RunningFront(loops, RunningFront.files("/", root));
  }

  @AfterEach
  void end() {
    running.close();
  }

  @ParameterizedTest
  @EnumSource
  void theIndexIsServedOverEveryVersion(Version version) throws Exception {
    HttpResponse<String> response = running.send("GET", running.https("/"), version);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.version()).isEqualTo(version);
    assertThat(response.body()).isEqualTo("<p>hello");
    assertThat(response.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(response.headers().firstValue("content-length")).hasValue("8");
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> response =
        running.send("HEAD", running.https("/phone.js"), Version.HTTP_1_1);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-length")).hasValue("10");
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("text/javascript; charset=utf-8");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws Exception {
    HttpResponse<String> first = running.get("/phone.js");
    String etag = first.headers().firstValue("etag").orElseThrow();
    String modified = first.headers().firstValue("last-modified").orElseThrow();

    assertThat(running.get("/phone.js", "If-None-Match", "\"x\", " + etag).statusCode())
        .isEqualTo(304);
    assertThat(running.get("/phone.js", "If-None-Match", "W/" + etag).statusCode()).isEqualTo(304);
    assertThat(running.get("/phone.js", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(running.get("/phone.js", "If-Modified-Since", modified).statusCode()).isEqualTo(304);
    assertThat(
            running
                .get("/phone.js", "If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT")
                .statusCode())
        .isEqualTo(200);
    assertThat(running.get("/phone.js", "If-Modified-Since", "yesterday").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-2   | 206 | let   | bytes 0-2/10",
        "bytes=4-    | 206 | a = 1; | bytes 4-9/10",
        "bytes=-2    | 206 | 1;    | bytes 8-9/10",
        "bytes=-99   | 206 | let a = 1; | bytes 0-9/10",
        "bytes=8-999 | 206 | 1;    | bytes 8-9/10",
        "bytes=0-1,4-5 | 200 | let a = 1; | none",
        "bytes=5-2   | 200 | let a = 1; | none",
        "pages=1-2   | 200 | let a = 1; | none",
      })
  void aRangeIsServed(String range, int status, String body, String contentRange) throws Exception {
    HttpResponse<String> response = running.get("/phone.js", "Range", range);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.headers().firstValue("content-range").orElse("none"))
        .isEqualTo(contentRange);
  }

  @Test
  void aRangeBeyondTheEndIsRefusedWithTheLength() throws Exception {
    HttpResponse<String> response = running.get("/phone.js", "Range", "bytes=10-");

    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(response.headers().firstValue("content-range")).hasValue("bytes */10");
  }

  @Test
  void aRangeOfAFileThatHasChangedSinceGetsTheWholeOfIt() throws Exception {
    HttpResponse<String> response =
        running.get("/phone.js", "Range", "bytes=0-2", "If-Range", "\"older\"");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("let a = 1;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/sub%20dir/../../secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/.%00./secret.txt",
        "//../secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%252e%252e/secret.txt",
        "/.env",
        "/%2eenv",
        "/.git/config",
        "/sub%20dir/../.env",
        "/empty/",
        "/nothing",
        "/phone.js/",
        "/index.html/..",
      })
  void nothingOutsideOrHiddenIsShown(String path) throws Exception {
    String answer = new RawRequest(running.port()).send("GET " + path + " HTTP/1.1");

    assertThat(answer).containsPattern("^HTTP/1.1 (400|404|200)");
    assertThat(answer).doesNotContain("not for you").doesNotContain("PASSWORD", "private");
    assertThat(answer.startsWith("HTTP/1.1 200")).isEqualTo(path.equals("/index.html/.."));
  }

  @Test
  void theWellKnownDirectoryIsNotHidden() throws Exception {
    assertThat(running.get("/.well-known/security.txt").statusCode()).isEqualTo(200);
  }

  @Test
  void aDirectoryIsRedirectedToItsSlashAndNotListed() throws Exception {
    HttpResponse<String> redirect = running.get("/sub%20dir?x=1");

    assertThat(redirect.statusCode()).isEqualTo(301);
    assertThat(redirect.headers().firstValue("location")).hasValue("/sub%20dir/?x=1");
    assertThat(running.get("/sub%20dir/").body()).isEqualTo("<p>sub");
    assertThat(running.get("/empty").statusCode()).isEqualTo(404);
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    HttpResponse<String> response =
        running.send("DELETE", running.https("/phone.js"), Version.HTTP_2);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
  }

  @Test
  void aChangedFileShowsWithinTwoSeconds() throws Exception {
    assertThat(running.get("/phone.js").body()).isEqualTo("let a = 1;");

    Files.writeString(directory.resolve("www/phone.js"), "let b = 2;");

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> running.get("/phone.js").body().equals("let b = 2;"));
  }

  @ParameterizedTest
  @EnumSource
  void aLargeFileArrivesWhole(Version version) throws Exception {
    byte[] content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    Files.write(directory.resolve("www/large.bin"), content);

    HttpResponse<byte[]> response =
        running
            .client()
            .send(
                HttpRequest.newBuilder(running.https("/large.bin")).version(version).build(),
                BodyHandlers.ofByteArray());

    assertThat(response.body()).isEqualTo(content);
    assertThat(response.headers().firstValue("content-length")).hasValue("3000001");
    assertThat(
            running
                .get("/large.bin", "Range", "bytes=2999999-")
                .headers()
                .firstValue("content-range"))
        .hasValue("bytes 2999999-3000000/3000001");
  }
}
