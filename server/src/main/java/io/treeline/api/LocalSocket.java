package io.treeline.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The way in for who owns the data directory: a Unix domain socket in it, which speaks the admin
 * API without TLS and without a token. Who can open it is its owner, by the modes of directory and
 * socket. Immutable.
 */
public final class LocalSocket {

  /**
   * What {@code sun_path} holds on Linux, less its final zero; other systems hold a little less.
   */
  private static final int MAX_PATH = 107;

  private final Path path;

  private LocalSocket(Path path) {
    this.path = path;
  }

  /** The socket of a data directory, whether it is there or not. */
  public static LocalSocket in(Path dataDirectory) {
    return new LocalSocket(dataDirectory.resolve("treeline.sock"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Its address, relative to the working directory where that is shorter.
   *
   * @throws IOException if it is too long for the system; the message is a sentence
   */
  public String address() throws IOException {
    String absolute = path.toAbsolutePath().normalize().toString();
    String relative =
        Path.of("").toAbsolutePath().relativize(path.toAbsolutePath().normalize()).toString();
    String shorter = relative.length() < absolute.length() ? relative : absolute;
    if (shorter.getBytes(StandardCharsets.UTF_8).length > MAX_PATH) {
      throw new IOException(
          "The path of the data directory's socket, "
              + absolute
              + ", is longer than the system allows ("
              + MAX_PATH
              + " octets): choose a shorter --data.");
    }
    return shorter;
  }

  /**
   * Connects, blocking.
   *
   * @throws ConnectException if a file is there, but no server behind it
   */
  public SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(address()));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Removes what a server that died left behind.
   *
   * @throws IOException if a server is listening, or the file can't be removed
   */
  void clear() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      connect().close();
    } catch (ConnectException e) {
      Files.delete(path);
      return;
    }
    throw new IOException(
        "A server answers at " + path + ": stop it first, or name another directory with --data.");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
