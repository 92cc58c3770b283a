package io.treeline.front.sg;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A SIP server's end of a connection; reads the PROXY protocol, version 2, octet by octet. */
record ProxiedConnection(Socket socket, DataInputStream in, OutputStream out)
    implements AutoCloseable {

  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  /** What a header said; attributes by type, those within {@code PP2_TYPE_SSL} as well. */
  record Header(
      String source,
      int sourcePort,
      String destination,
      int destinationPort,
      Map<Integer, String> attributes) {}

  static ProxiedConnection of(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    return new ProxiedConnection(
        socket, new DataInputStream(socket.getInputStream()), socket.getOutputStream());
  }

  Header readHeader() throws IOException {
    String signature = HexFormat.of().formatHex(in.readNBytes(12));
    if (!signature.equals(SIGNATURE)) {
      throw new IOException("not the signature of version 2: " + signature);
    }
    int command = in.readUnsignedByte();
    int family = in.readUnsignedByte();
    if (command != 0x21 || family != 0x11 && family != 0x21) {
      throw new IOException("command %x, family %x".formatted(command, family));
    }
    int left = in.readUnsignedShort();
    int size = family == 0x11 ? 4 : 16;
    String source = InetAddress.getByAddress(in.readNBytes(size)).getHostAddress();
    String destination = InetAddress.getByAddress(in.readNBytes(size)).getHostAddress();
    int sourcePort = in.readUnsignedShort();
    int destinationPort = in.readUnsignedShort();
    Map<Integer, String> attributes = new HashMap<>();
    readAttributes(left - 2 * size - 4, attributes);
    return new Header(source, sourcePort, destination, destinationPort, attributes);
  }

  private void readAttributes(int octets, Map<Integer, String> into) throws IOException {
    int left = octets;
    while (left > 0) {
      int type = in.readUnsignedByte();
      int length = in.readUnsignedShort();
      left -= 3 + length;
      if (type == 0x20) {
        int client = in.readUnsignedByte();
        into.put(type, "client=" + client + " verify=" + in.readInt());
        readAttributes(length - 5, into);
      } else {
        into.put(type, new String(in.readNBytes(length), StandardCharsets.US_ASCII));
      }
    }
    if (left < 0) {
      throw new IOException("attributes are longer than the header");
    }
  }

  String read(int octets) throws IOException {
    return new String(in.readNBytes(octets), StandardCharsets.US_ASCII);
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
