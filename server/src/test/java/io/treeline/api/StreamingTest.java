package io.treeline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Request bodies as streams for blocking readers. */
class StreamingTest {

  private static final long SIZE = 64L << 20;

  private final CountDownLatch mayRead = new CountDownLatch(1);
  private final CompletableFuture<Long> read = new CompletableFuture<>();
  private Vertx vertx;
  private int port;

  @BeforeEach
  void listen() {
    vertx = Vertx.vertx();
    HttpServer server =
        TestServer.await(
            vertx
                .createHttpServer()
                .requestHandler(request -> {
                  request.pause();
                  RequestInput input = new RequestInput(request, vertx.getOrCreateContext());
                  Thread.ofVirtual().start(() -> readAll(input));
                })
                .listen(0, "127.0.0.1"));
    port = server.actualPort();
  }

  @AfterEach
  void close() {
    TestServer.await(vertx.close());
  }

  private void readAll(InputStream input) {
    try {
      mayRead.await();
      read.complete(input.transferTo(OutputStream.nullOutputStream()));
    } catch (IOException | InterruptedException e) {
      read.completeExceptionally(e);
    }
  }

  @Test
  void whoReadsSlowlySlowsTheSenderDown() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      Thread sender = Thread.ofVirtual().start(() -> send(socket, sent));
      long[] before = {-1};
      await()
          .pollInterval(Duration.ofMillis(200))
          .atMost(Duration.ofSeconds(20))
          .until(() -> sent.get() > 0 && before[0] == (before[0] = sent.get()));
      assertThat(sent.get()).isLessThan(SIZE / 4);

      mayRead.countDown();
      assertThat(read.get(30, TimeUnit.SECONDS)).isEqualTo(SIZE);
      sender.join();
    }
  }

  @Test
  void aBodyThatBreaksOffIsNoEnd() throws Exception {
    mayRead.countDown();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(head("Content-Length: 100"));
      socket.getOutputStream().write(new byte[50]);
    }
    assertThat(read)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withCauseInstanceOf(IOException.class);
  }

  private static void send(Socket socket, AtomicLong sent) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(head("Content-Length: " + SIZE));
      byte[] part = new byte[64 * 1024];
      while (sent.get() < SIZE) {
        out.write(part);
        sent.addAndGet(part.length);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] head(String framing) {
    return ("POST / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
