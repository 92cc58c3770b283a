package io.treeline.acme.challenge;

import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Looks for our own answer to tls-alpn-01 as an authority would, at one address. */
record TlsProbe(InetAddress address, int port) {

  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final String PROTOCOL = "acme-tls/1";

  /**
   * Why the answer isn't found there, in a sentence; null if it is.
   *
   * @param expected the certificate that waits
   */
  @Nullable String objection(DomainName name, byte[] expected) {
    String where = name + " at " + AddressCheck.inUrl(address) + ":" + port;
    String next =
        ": let TLS through to the https_port of a ws role, without ending it before, or choose"
            + " another acme_challenge.";
    try {
      return isShown(name, expected)
          ? null
          : "Something before Treeline answers to a validation of " + where + next;
    } catch (SocketTimeoutException e) {
      return "Nobody answers to a validation of "
          + where
          + " within "
          + LIMIT.toSeconds()
          + " s: open the port in the firewall, or set acme_preflight=false where the router doesn't"
          + " let us reach our own outside address.";
    } catch (SSLException e) {
      return "The TLS handshake of a validation of " + where + " fails" + next;
    } catch (IOException e) {
      return "No connection to "
          + where
          + " ("
          + e.getMessage()
          + "): have a ws role listen there, or correct 'general.public_https_port'.";
    }
  }

  private boolean isShown(DomainName name, byte[] expected) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, port), (int) LIMIT.toMillis());
      plain.setSoTimeout((int) LIMIT.toMillis());
      try (SSLSocket socket =
          (SSLSocket) context().getSocketFactory().createSocket(plain, name.text(), port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {PROTOCOL});
        parameters.setServerNames(List.of(new AnyName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        Certificate[] chain = socket.getSession().getPeerCertificates();
        return PROTOCOL.equals(socket.getApplicationProtocol())
            && Arrays.equals(chain[0].getEncoded(), expected);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A name as we have it: the JDK's own kind refuses underscores. */
  private static final class AnyName extends SNIServerName {
    AnyName(DomainName name) {
      super(0, name.text().getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, null);
    return context;
  }

  /** It is compared, octet by octet. */
  private static final class AnyCertificate extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
