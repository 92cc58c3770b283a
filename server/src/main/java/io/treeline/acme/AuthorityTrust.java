package io.treeline.acme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are trusted when an authority is called: the JDK's roots, and those of a file.
 * It has no state.
 */
final class AuthorityTrust {

  private AuthorityTrust() {}

  /**
   * A context that trusts them.
   *
   * @param caFile further roots in PEM or DER, null for none
   * @throws UnreadableException if the file can't be read; its message says what to do
   */
  static SSLContext of(@Nullable Path caFile) throws UnreadableException {
    try {
      KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
      roots.load(null, null);
      int number = 0;
      for (Certificate each : all(caFile)) {
        number++;
        roots.setCertificateEntry("root" + number, each);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(roots), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK can trust certificates that it has read", e);
    }
  }

  private static List<Certificate> all(@Nullable Path caFile)
      throws GeneralSecurityException, UnreadableException {
    List<Certificate> roots = new ArrayList<>();
    for (TrustManager each : managers(null)) {
      if (each instanceof X509TrustManager known) {
        for (X509Certificate root : known.getAcceptedIssuers()) {
          roots.add(root);
        }
      }
    }
    if (caFile != null) {
      roots.addAll(read(caFile));
    }
    return roots;
  }

  private static Collection<? extends Certificate> read(Path caFile)
      throws GeneralSecurityException, UnreadableException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try (InputStream in = Files.newInputStream(caFile)) {
      Collection<? extends Certificate> read = factory.generateCertificates(in);
      if (!read.isEmpty()) {
        return read;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new UnreadableException(
          "The roots in "
              + caFile
              + " (ca_file) can't be read: give the file certificates in PEM"
              + " that the server's user may read.");
    }
    throw new UnreadableException(
        "The file " + caFile + " (ca_file) holds no certificate: give it roots in PEM.");
  }

  private static TrustManager[] managers(@Nullable KeyStore roots) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(roots);
    return factory.getTrustManagers();
  }

  /** A file of roots can't be used; the message is a sentence for the operator. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private UnreadableException(String sentence) {
      super(sentence);
    }
  }
}
