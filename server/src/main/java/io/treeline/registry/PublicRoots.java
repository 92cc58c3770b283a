package io.treeline.registry;

import io.treeline.core.cert.KnownRoots;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The roots that come with the JDK: by and large those that browsers know. Read once, when a
 * certificate is judged for the first time. Safe for use by several threads.
 */
public final class PublicRoots {

  private PublicRoots() {}

  private static final class Holder {
    private static final KnownRoots KNOWN = read();
  }

  /** All of them; {@link KnownRoots#UNKNOWN} where the JDK has none that can be read. */
  public static KnownRoots known() {
    return Holder.KNOWN;
  }

  private static KnownRoots read() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      List<X509Certificate> roots =
          Arrays.stream(factory.getTrustManagers())
              .flatMap(
                  each -> each instanceof X509TrustManager x509 ? Stream.of(x509) : Stream.of())
              .flatMap(each -> Arrays.stream(each.getAcceptedIssuers()))
              .toList();
      return KnownRoots.of(roots);
    } catch (GeneralSecurityException e) {
      return KnownRoots.UNKNOWN;
    }
  }
}
