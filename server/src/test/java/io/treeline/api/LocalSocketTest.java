package io.treeline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSocketTest {

  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"nio", "epoll", "io_uring"})
  void theOwnerComesInWithoutATokenOnEveryTransport(String name) throws Exception {
    Transport transport =
        switch (name) {
          case "epoll" -> Transport.EPOLL;
          case "io_uring" -> Transport.IO_URING;
          default -> Transport.NIO;
        };
    assumeTrue(transport != null && transport.available(), name + " isn't granted here");
    try (TestServer server = new TestServer(data, transport)) {
      Path socket = LocalSocket.in(server.data).path();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      assertThat(ask(server.data)).startsWith("HTTP/1.1 200 ").contains("example.com");
    }
  }

  @Test
  void whatADeadServerLeftIsRemoved() throws Exception {
    Path path = data.resolve("treeline.sock");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    try (TestServer server = new TestServer(data)) {
      assertThat(ask(server.data)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aServerThatListensIsNotPushedAside() throws Exception {
    try (ServerSocketChannel alive = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      alive.bind(UnixDomainSocketAddress.of(data.resolve("treeline.sock")));
      assertThatThrownBy(() -> LocalSocket.in(data).clear())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("stop it first");
    }
  }

  @Test
  void aPathThatIsTooLongIsSaidInASentence() {
    assertThatThrownBy(() -> LocalSocket.in(data.resolve("d".repeat(120))).address())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("choose a shorter --data");
  }

  private static String ask(Path data) throws IOException {
    try (SocketChannel channel = LocalSocket.in(data).connect()) {
      channel.write(
          ByteBuffer.wrap(
              "GET /v1/domains HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(16 * 1024);
      while (channel.read(answer) >= 0 && answer.hasRemaining()) {}
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
  }
}
