package io.treeline.front.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.config.Transport;
import io.treeline.front.EventLoops;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
}
