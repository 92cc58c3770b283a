package io.treeline.front.ws;

import io.treeline.front.TrustEverything;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends the request line as it is given. */
record RawRequest(int port) {

  /** The whole answer, after which the server closes. */
  String send(String requestLine, String... headers) throws IOException {
    try (Socket socket =
        TrustEverything.context()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      StringBuilder request = new StringBuilder(requestLine).append("\r\n");
      request.append(headers.length == 0 ? "Host: localhost\r\n" : "");
      for (String header : headers) {
        request.append(header).append("\r\n");
      }
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
