package io.treeline.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection to a server, as two blocking streams that may be used by a thread each.
 *
 * @param in what the server sends
 * @param out what goes to it; flush it
 * @param connection what to close
 */
record Wire(InputStream in, OutputStream out, Closeable connection) implements Closeable {

  /** Through a socket, TLS or not. */
  static Wire of(Socket socket) throws IOException {
    return new Wire(
        new BufferedInputStream(socket.getInputStream()),
        new BufferedOutputStream(socket.getOutputStream(), 32 * 1024),
        socket);
  }

  /** Through a channel in blocking mode. */
  static Wire of(SocketChannel channel) {
    return new Wire(
        new BufferedInputStream(new Reading(channel)),
        new BufferedOutputStream(new Writing(channel), 32 * 1024),
        channel);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private static final class Reading extends InputStream {
    private final SocketChannel channel;

    Reading(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(into, offset, length));
    }
  }

  private static final class Writing extends OutputStream {
    private final SocketChannel channel;

    Writing(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(octets, offset, length);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }
}
