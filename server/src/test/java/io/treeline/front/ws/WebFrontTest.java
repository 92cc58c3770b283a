package io.treeline.front.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.config.Bind;
import io.treeline.config.Transport;
import io.treeline.front.Binding;
import io.treeline.front.EventLoops;
import io.treeline.front.ListenFailedException;
import io.treeline.front.TestPair;
import io.treeline.front.TestTls;
import io.treeline.tls.TlsPolicy;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebFrontTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private static EventLoops loops;
  @TempDir private Path directory;

  @BeforeAll
  static void startLoops() {
    loops = EventLoops.start(Transport.AUTO, 2);
  }

  @AfterAll
  static void endLoops() {
    loops.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"EPOLL", "NIO", "IO_URING"})
  void servesOnEveryTransport(Transport transport) throws Exception {
    Files.writeString(directory.resolve("index.html"), "hello");
    EventLoops own = EventLoops.start(transport, 1);
    try (RunningFront running = new RunningFront(own, RunningFront.files("/", directory))) {
      assertThat(running.get("/").body()).isEqualTo("hello");
    } finally {
      own.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void threeHundredRequestsAtATimeAreAnswered(Version version) throws Exception {
    Files.writeString(directory.resolve("index.html"), "hello");
    try (RunningFront running = new RunningFront(loops, RunningFront.files("/", directory))) {
      HttpRequest request = HttpRequest.newBuilder(running.https("/")).version(version).build();
      List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
      // Only when the first connection stands does the client know that it speaks HTTP/2.
      assertThat(running.client().send(request, BodyHandlers.ofString()).version())
          .isEqualTo(version);
      int atATime = version == Version.HTTP_2 ? 90 : 300;
      for (int done = 0; done < 300; done += atATime) {
        for (int i = 0; i < atATime; i++) {
          all.add(running.client().sendAsync(request, BodyHandlers.ofString()));
        }
        all.forEach(CompletableFuture::join);
      }

      assertThat(all).allMatch(response -> response.join().body().equals("hello"));
    }
  }

  @Test
  void aDownloadIsNotBrokenByNewRoutesOrANewCertificate() throws Exception {
    byte[] content = new byte[30_000_000];
    Files.write(directory.resolve("large.bin"), content);
    try (RunningFront running = new RunningFront(loops, RunningFront.files("/", directory))) {
      HttpRequest request =
          HttpRequest.newBuilder(running.https("/large.bin")).version(Version.HTTP_1_1).build();
      HttpResponse<InputStream> response =
          running.client().send(request, BodyHandlers.ofInputStream());

      running.front().use(List.of());
      running.tls().replaceBy(TestPair.forName("other.test"));

      assertThat(running.get("/large.bin").statusCode()).isEqualTo(404);
      try (InputStream body = response.body()) {
        assertThat(body.readAllBytes()).hasSize(content.length);
      }
    }
  }

  @Test
  void drainingLetsADownloadEndAndTakesNoNewConnection() throws Exception {
    Files.write(directory.resolve("large.bin"), new byte[30_000_000]);
    try (RunningFront running = new RunningFront(loops, RunningFront.files("/", directory))) {
      HttpRequest request =
          HttpRequest.newBuilder(running.https("/large.bin")).version(Version.HTTP_1_1).build();
      HttpResponse<InputStream> response =
          running.client().send(request, BodyHandlers.ofInputStream());
      int port = running.port();

      CompletableFuture<Void> drained =
          CompletableFuture.runAsync(() -> running.front().drain(Duration.ofSeconds(20)));

      try (InputStream body = response.body()) {
        assertThat(body.readAllBytes()).hasSize(30_000_000);
      }
      drained.join();
      assertThatThrownBy(() -> new Socket(LOOPBACK, port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void hstsIsSentForTheHostsThatHaveItOnly() throws Exception {
    HstsPolicy policy = host -> host.equals("localhost") ? 300 : 0;
    try (RunningFront running = new RunningFront(loops, policy, ChallengeResponder.NONE)) {
      assertThat(running.get("/").headers().firstValue("strict-transport-security"))
          .hasValue("max-age=300");
      String other = new RawRequest(running.port()).send("GET / HTTP/1.1", "Host: other.test");
      assertThat(other).startsWith("HTTP/1.1 404").doesNotContain("strict-transport-security");
    }
  }

  @Test
  void aPortInUseIsSaidWithTheRoleAndThePort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK);
        TestTls tls = new TestTls(TlsPolicy.https("t"), TestPair.forName("a.test"))) {
      InetSocketAddress address = new InetSocketAddress(LOOPBACK, taken.getLocalPort());
      WebListeners listeners = new WebListeners("ws7", List.of(address), List.of(), 443);
      WebFront front =
          new WebFront(
              loops, listeners, tls.context(), HstsPolicy.OFF, ChallengeResponder.NONE, List.of());

      assertThatThrownBy(front::start)
          .isInstanceOf(ListenFailedException.class)
          .hasMessageStartingWith(
              "Role ws7 can't listen on port " + taken.getLocalPort() + ": another program has it");
    }
  }

  @Test
  void withoutABindBothFamiliesAreServedByOneSocket() throws Exception {
    try (TestTls tls = new TestTls(TlsPolicy.https("t"), TestPair.forName("a.test"))) {
      WebListeners listeners =
          new WebListeners("ws1", List.of(), Binding.of(Bind.EVERYWHERE, 0), 443);
      WebFront front =
          new WebFront(
              loops, listeners, tls.context(), HstsPolicy.OFF, ChallengeResponder.NONE, List.of());
      front.start();
      try {
        int port = front.httpAddresses().getFirst().getPort();
        for (String address : List.of("127.0.0.1", "::1")) {
          new Socket(InetAddress.getByName(address), port).close();
        }
      } finally {
        front.drain(Duration.ZERO);
      }
    }
  }
}
