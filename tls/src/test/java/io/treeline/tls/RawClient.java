package io.treeline.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** A client without TLS: sends octets and reads what the server says in the clear. */
final class RawClient implements AutoCloseable {

  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(8_000);
  }

  /** The answer to a hello sent in one piece. */
  static String answer(int port, byte[] octets) throws Exception {
    try (RawClient client = new RawClient(port)) {
      return client.send(octets).answer();
    }
  }

  RawClient send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
    return this;
  }

  /** One octet a segment. */
  RawClient sendSlowly(byte[] octets) throws IOException {
    for (byte octet : octets) {
      send(new byte[] {octet});
    }
    return this;
  }

  /**
   * {@code CN=…} of a TLS 1.2 server's leaf, {@code group 11ec} of a TLS 1.3 server's share, {@code
   * alert N}, or {@code closed}.
   */
  String answer() throws Exception {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    while (true) {
      int type = in.read();
      if (type < 0) {
        return "closed";
      }
      in.readShort();
      byte[] fragment = in.readNBytes(in.readUnsignedShort());
      if (type == 21) {
        return "alert " + fragment[1];
      }
      messages.writeBytes(fragment);
      String found = find(messages.toByteArray());
      if (found != null) {
        return found;
      }
    }
  }

  private static @Nullable String find(byte[] messages) throws Exception {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(messages));
    while (in.available() >= 4) {
      int type = in.read();
      int length = in.read() << 16 | in.readUnsignedShort();
      if (in.available() < length) {
        return null;
      }
      byte[] body = in.readNBytes(length);
      if (type == 11) {
        ByteArrayInputStream leaf = new ByteArrayInputStream(body, 6, body.length - 6);
        return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(leaf))
            .getSubjectX500Principal()
            .getName();
      }
      if (type == 2) {
        String group = group(body);
        if (group != null) {
          return group;
        }
      }
    }
    return null;
  }

  private static @Nullable String group(byte[] serverHello) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serverHello));
    in.skipNBytes(34);
    in.skipNBytes(in.read() + 3);
    if (in.available() < 2) {
      return null;
    }
    in.readShort();
    while (in.available() >= 4) {
      int type = in.readUnsignedShort();
      byte[] data = in.readNBytes(in.readUnsignedShort());
      if (type == 51) {
        return String.format("group %02x%02x", data[0], data[1]);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
