package io.treeline.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Handshakes to their end, by TLS libraries that people use. The answer is the leaf's SHA-256. */
final class FullHandshake {

  private FullHandshake() {}

  /** Whether the JDK's library sends such a name. */
  static boolean canSend(@Nullable String name) {
    try {
      return name == null || new SNIHostName(name).getAsciiName().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** By the JDK, without resumption. {@code protocol} is {@code TLSv1.2} or {@code TLSv1.3}. */
  static String byTheJdk(@Nullable String name, InetSocketAddress server, String protocol)
      throws IOException, GeneralSecurityException {
    try (SSLSocket socket = open(name, server, protocol)) {
      return sha256(socket);
    }
  }

  /** A connection whose handshake is done. */
  static SSLSocket open(@Nullable String name, InetSocketAddress server, String... protocols)
      throws IOException {
    // A context of its own: a session that is resumed shows the certificate of an earlier one.
    SSLSocket socket = (SSLSocket) AdminApi.anyServer().getSocketFactory().createSocket();
    try {
      socket.setSoTimeout(30_000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(protocols);
      parameters.setServerNames(name == null ? List.of() : List.of(new SNIHostName(name)));
      socket.setSSLParameters(parameters);
      socket.connect(server, 10_000);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The leaf that a connection was made with. */
  static String sha256(SSLSocket socket) throws IOException, GeneralSecurityException {
    return MadeCertificate.sha256(socket.getSession().getPeerCertificates()[0].getEncoded());
  }

  /** By {@code openssl s_client}. */
  static String byOpenSsl(@Nullable String name, InetSocketAddress server, String... options)
      throws GeneralSecurityException {
    List<String> asked = name == null ? List.of("-noservername") : List.of("-servername", name);
    List<String> command =
        new ArrayList<>(
            List.of("openssl", "s_client", "-connect", "127.0.0.1:" + server.getPort()));
    command.addAll(asked);
    command.addAll(List.of(options));
    return sha256OfFirst(Launcher.runProgram(command).out());
  }

  /** The fingerprint of the first certificate in a text. */
  private static String sha256OfFirst(String text) throws GeneralSecurityException {
    int from = text.indexOf("-----BEGIN CERTIFICATE");
    if (from < 0) {
      throw new AssertionError("no certificate in: " + text);
    }
    return MadeCertificate.sha256(
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(text.substring(from).getBytes(US_ASCII)))
            .getEncoded());
  }
}
