package io.treeline.front.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.treeline.config.Transport;
import io.treeline.front.EventLoops;
import io.treeline.front.TestPair;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReverseProxyTest {

  private static final int LARGE = 20_000_003;

  private EventLoops loops;
  private HttpServer backend;
  private RunningFront running;
  private final AtomicLong written = new AtomicLong();
  private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() throws IOException {
    loops = EventLoops.start(Transport.AUTO, 2);
    backend = loops.vertx().createHttpServer().requestHandler(this::answer);
    backend.webSocketHandler(socket -> {
      socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text));
      socket.binaryMessageHandler(socket::writeBinaryMessage);
      socket.closeHandler(v -> closed.add("closed " + socket.closeStatusCode()));
    });
    backend.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    int nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = free.getLocalPort();
    }
    running =
        new RunningFront(
            loops,
            RunningFront.proxy("/", backend.actualPort()),
            RunningFront.proxy("/down", nobody));
  }

  @AfterEach
  void end() {
    running.close();
    loops.close();
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/headers" -> {
        StringBuilder text = new StringBuilder(request.uri() + "\n");
        request.headers().forEach(h -> text.append(h.getKey() + ": " + h.getValue() + "\n"));
        request.response().headers().add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");
        request
            .response()
            .putHeader("Connection", "x-private")
            .putHeader("X-Private", "1")
            .putHeader("Keep-Alive", "timeout=5")
            .putHeader("X-Public", "1")
            .end(text.toString());
      }
      case "/echo" -> {
        request.response().setChunked(true);
        request.pipeTo(request.response());
      }
      case "/large" -> stream(request);
      case "/cut" -> {
        request.response().putHeader("content-length", "1000").write("begin");
        request.connection().close();
      }
      case "/cut-chunked" ->
          request
              .response()
              .setChunked(true)
              .write("begin")
              .onComplete(v -> request.connection().close());
      case "/none" -> request.response().setStatusCode(204).end();
      default -> request.response().setStatusCode(404).end("backend has nothing");
    }
  }

  private void stream(HttpServerRequest request) {
    request.response().setChunked(true);
    writeOn(request);
  }

  private void writeOn(HttpServerRequest request) {
    while (!request.response().writeQueueFull() && written.get() < LARGE) {
      int size = (int) Math.min(65_536, LARGE - written.get());
      request.response().write(Buffer.buffer(new byte[size]));
      written.addAndGet(size);
    }
    if (written.get() >= LARGE) {
      request.response().end();
    } else {
      request.response().drainHandler(v -> writeOn(request));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theUpstreamLearnsWhoAsksAndNothingOfTheConnection(Version version) throws Exception {
    HttpResponse<String> response =
        running.send(
            "GET",
            running.https("/headers?q=%20a"),
            version,
            "X-Forwarded-For",
            "6.6.6.6",
            "Forwarded",
            "for=6.6.6.6",
            "X-Other",
            "kept",
            "Proxy-Authorization",
            "secret");

    assertThat(response.body())
        .startsWith("/headers?q=%20a\n")
        .containsIgnoringCase("x-forwarded-for: 127.0.0.1\n")
        .containsIgnoringCase("x-forwarded-proto: https\n")
        .containsIgnoringCase("x-forwarded-host: localhost:" + running.port() + "\n")
        .containsIgnoringCase("host: localhost:" + running.port() + "\n")
        .containsIgnoringCase("x-other: kept\n")
        .doesNotContain("6.6.6.6", "secret")
        .doesNotContainIgnoringCase("upgrade");
    assertThat(response.headers().firstValue("x-public")).hasValue("1");
    assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(response.headers().firstValue("x-private")).isEmpty();
    assertThat(response.headers().firstValue("keep-alive")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aLargeBodyGoesThereAndBack(Version version) throws Exception {
    byte[] content = new byte[5_000_001];
    new Random(11).nextBytes(content);
    HttpRequest request =
        HttpRequest.newBuilder(running.https("/echo"))
            .version(version)
            .POST(HttpRequest.BodyPublishers.ofByteArray(content))
            .build();

    assertThat(running.client().send(request, BodyHandlers.ofByteArray()).body())
        .isEqualTo(content);
  }

  @Test
  void aClientThatTakesNothingStopsTheUpstream() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(running.https("/large")).version(Version.HTTP_1_1).build();
    HttpResponse<InputStream> response =
        running.client().send(request, BodyHandlers.ofInputStream());

    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(10))
        .until(() -> written.get(), now -> now == written.get());
    assertThat(written.get()).isLessThan(LARGE);
    try (InputStream body = response.body()) {
      assertThat(body.readAllBytes()).hasSize(LARGE);
    }
  }

  @Test
  void anUpstreamThatIsDownIsSaidInOneSentence() throws Exception {
    HttpResponse<String> response = running.get("/down");

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(response.body())
        .isEqualTo("The service behind this address can't be reached; try again in a minute.\n");
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatBreaksOffDoesNotLookWhole(Version version) {
    for (String path : new String[] {"/cut", "/cut-chunked"}) {
      assertThatThrownBy(() -> running.send("GET", running.https(path), version))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void answersWithoutABodyArePassedOn() throws Exception {
    assertThat(running.get("/none").statusCode()).isEqualTo(204);
    assertThat(running.send("HEAD", running.https("/missing"), Version.HTTP_2).statusCode())
        .isEqualTo(404);
    assertThat(running.get("/missing").body()).isEqualTo("backend has nothing");
  }

  @Test
  void aWebSocketPassesBothWaysAndItsCloseToo() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    WebSocket socket = open("/sip", received);

    socket.sendText("hello", true).join();
    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("echo hello");
    String long1 = "x".repeat(60_000);
    socket.sendText(long1, true).join();
    StringBuilder whole = new StringBuilder();
    await().until(() -> drain(received, whole).length() == long1.length() + 5);
    socket.sendClose(4001, "bye").join();

    assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 4001");
  }

  @Test
  void aWebSocketLivesOnWhenRoutesAndCertificateAreExchanged() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    WebSocket socket = open("/sip", received);

    running.front().use(List.of());
    running.tls().replaceBy(TestPair.forName("other.test"));
    socket.sendText("still here", true).join();

    assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("echo still here");
    assertThat(running.get("/headers").statusCode()).isEqualTo(404);
    socket.abort();
  }

  @Test
  void anUpgradeThatTheUpstreamRefusesIsAnAnswer() {
    CompletableFuture<WebSocket> refused =
        running
            .client()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("wss://localhost:" + running.port() + "/down/ws"),
                new Collector(new LinkedBlockingQueue<>()));

    assertThatThrownBy(refused::join).hasMessageContaining("WebSocketHandshakeException");
  }

  private WebSocket open(String path, BlockingQueue<String> received) {
    HttpClient client = running.client();
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create("wss://localhost:" + running.port() + path), new Collector(received))
        .join();
  }

  private static StringBuilder drain(BlockingQueue<String> from, StringBuilder to) {
    for (String text = from.poll(); text != null; text = from.poll()) {
      to.append(text);
    }
    return to;
  }

  private record Collector(BlockingQueue<String> received) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      received.add(data.toString());
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
