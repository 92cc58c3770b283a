package io.treeline.it;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** What a server says to a TLS 1.2 ClientHello, read in the clear. */
sealed interface ServerAnswer {

  /** It shows a certificate; the fingerprint is that of the leaf. */
  record Certificate(String sha256) implements ServerAnswer {}

  /** It ends the handshake with an alert (RFC 8446 §6). */
  record Alert(int description) implements ServerAnswer {}

  /** It closes the connection without a word. */
  record Closed() implements ServerAnswer {}

  /** It waits for more. */
  record Silence() implements ServerAnswer {}

  /** Sends octets as they are, and reads until a certificate or the end. */
  static ServerAnswer to(byte[] octets, InetSocketAddress server) throws IOException {
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(octets);
      return read(socket.getInputStream());
    } catch (SocketException e) {
      return new Closed();
    }
  }

  static Socket connect(InetSocketAddress server) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    socket.connect(server, 10_000);
    return socket;
  }

  /** Reads records until it knows. */
  static ServerAnswer read(InputStream in) throws IOException {
    DataInputStream records = new DataInputStream(in);
    ByteBuffer handshake = ByteBuffer.allocate(1 << 18);
    try {
      while (true) {
        int type = records.readUnsignedByte();
        records.readUnsignedShort();
        byte[] content = new byte[records.readUnsignedShort()];
        records.readFully(content);
        if (type == 21) {
          return new Alert(content[1] & 0xff);
        }
        handshake.put(content);
        byte[] leaf = leaf(handshake.duplicate().flip());
        if (leaf != null) {
          return new Certificate(MadeCertificate.sha256(leaf));
        }
      }
    } catch (SocketTimeoutException e) {
      return new Silence();
    } catch (EOFException | SocketException e) {
      return new Closed();
    }
  }

  /** The leaf, if the Certificate message (RFC 5246 §7.4.2) is complete; else null. */
  private static byte @org.jspecify.annotations.Nullable [] leaf(ByteBuffer messages) {
    while (messages.remaining() >= 4) {
      int type = messages.get();
      int length = u24(messages);
      if (messages.remaining() < length) {
        return null;
      }
      if (type == 11) {
        u24(messages);
        byte[] leaf = new byte[u24(messages)];
        messages.get(leaf);
        return leaf;
      }
      messages.position(messages.position() + length);
    }
    return null;
  }

  private static int u24(ByteBuffer octets) {
    return (octets.get() & 0xff) << 16 | (octets.getShort() & 0xffff);
  }
}
