package io.treeline.acme.challenge;

import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Fetches our own answer to http-01 as an authority would, from one address and nowhere else:
 * redirects aren't followed.
 */
record HttpProbe(InetAddress address, int port) {

  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final int MAX_OCTETS = 16 * 1024;

  /** Why the answer isn't found there, in a sentence; null if it is. */
  @Nullable String objection(DomainName name, ChallengeAnswer.Http01 expected) {
    String url =
        "http://"
            + name
            + (port == 80 ? "" : ":" + port)
            + "/.well-known/acme-challenge/"
            + expected.token();
    String from = " at " + AddressCheck.inUrl(address) + ":" + port;
    try {
      return judge(fetch(name, expected.token()), expected, url + from);
    } catch (SocketTimeoutException e) {
      return "Nobody answers to "
          + url
          + from
          + " within "
          + LIMIT.toSeconds()
          + " s: open the port in the firewall and forward it to the http_port of a ws role, or set"
          + " acme_preflight=false where the router doesn't let us reach our own outside address.";
    } catch (IOException e) {
      return "No connection to "
          + url
          + from
          + " ("
          + e.getMessage()
          + "): have a ws role listen there, or correct 'general.public_http_port'.";
    }
  }

  private String fetch(DomainName name, String token) throws IOException {
    String host = name + (port == 80 ? "" : ":" + port);
    String request =
        "GET /.well-known/acme-challenge/"
            + token
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nUser-Agent: Treeline\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) LIMIT.toMillis());
      socket.setSoTimeout((int) LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(MAX_OCTETS), StandardCharsets.UTF_8);
    }
  }

  private static @Nullable String judge(
      String response, ChallengeAnswer.Http01 expected, String where) {
    String status = status(response);
    if (status.equals("200") && body(response).contains(expected.keyAuthorization())) {
      return null;
    }
    String next =
        ": let requests below /.well-known/acme-challenge/ through to the http_port of a ws role.";
    if (status.startsWith("3")) {
      return "Something before Treeline redirects " + where + " (" + status + ")" + next;
    }
    return "Something else than Treeline answers to "
        + where
        + (status.isEmpty() ? ", and not by HTTP" : " (" + status + ")")
        + next;
  }

  private static String status(String response) {
    return response.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? response.substring(9, 12) : "";
  }

  private static String body(String response) {
    int head = response.indexOf("\r\n\r\n");
    return head < 0 ? "" : response.substring(head);
  }
}
