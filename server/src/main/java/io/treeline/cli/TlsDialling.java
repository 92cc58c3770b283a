package io.treeline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Connects to a server elsewhere by TLS, and makes sure that it is the right one. */
final class TlsDialling {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 300_000;

  private TlsDialling() {}

  static Wire dial(ServerAddress.Remote server) throws IOException {
    SSLContext context = context(server);
    try {
      Socket plain = new Socket();
      plain.connect(new InetSocketAddress(server.host(), server.port()), CONNECT_MILLIS);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, server.host(), server.port(), true);
      socket.setSoTimeout(READ_MILLIS);
      if (server.pin() == null) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.startHandshake();
      return Wire.of(socket);
    } catch (IOException e) {
      throw new Failure(reason(server, e));
    }
  }

  private static String reason(ServerAddress.Remote server, IOException e) {
    String reached = server + " can't be reached: ";
    return switch (e) {
      case UnknownHostException unknown ->
          reached + "the name " + server.host() + " doesn't resolve; check --url.";
      case ConnectException refused ->
          reached + "nothing listens there; check --url and whether the server runs.";
      case SocketTimeoutException slow ->
          reached + "no answer in " + CONNECT_MILLIS / 1000 + " s; check --url and firewalls.";
      case SSLException distrusted ->
          server
              + " isn't trusted ("
              + distrusted.getMessage()
              + "): name its authority with --ca-file, or the fingerprint of its key with --pin.";
      default -> reached + e.getMessage() + ".";
    };
  }

  private static SSLContext context(ServerAddress.Remote server) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(server), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new Failure("This Java can't do TLS: " + e.getMessage() + ".");
    }
  }

  private static TrustManager @Nullable [] trust(ServerAddress.Remote server)
      throws IOException, GeneralSecurityException {
    if (server.pin() != null) {
      return new TrustManager[] {new PinTrust(server.pin())};
    }
    return server.caFile() == null ? null : authorities(server.caFile());
  }

  private static TrustManager[] authorities(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate authority : certificates(file)) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Collection<? extends Certificate> certificates(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      // Said below, in one sentence with the other case.
    }
    throw new Failure("There is no certificate in " + file + ": --ca-file wants PEM.");
  }
}
