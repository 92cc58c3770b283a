package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;

class KnownRootsTest {

  @Test
  void theListHasTheAuthoritiesThatPeopleUse() {
    KnownRoots roots = KnownRoots.ofBrowsers();
    for (String name :
        List.of(
            "CN=ISRG Root X1, O=Internet Security Research Group, C=US",
            "CN=ISRG Root X2,O=Internet Security Research Group,C=US",
            "CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US",
            "CN=GTS Root R1, O=Google Trust Services LLC, C=US",
            "CN=USERTrust RSA Certification Authority, O=The USERTRUST Network, L=Jersey City,"
                + " ST=New Jersey, C=US")) {
      assertThat(roots.has(new X500Principal(name))).as(name).isTrue();
    }
    assertThat(roots.has(new X500Principal("CN=My Company Root"))).isFalse();
  }

  /** The JDK's list differs from release to release, and systems add roots of their own. */
  @Test
  void theListIsByAndLargeTheJdks() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509Certificate[] jdk = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
    KnownRoots roots = KnownRoots.ofBrowsers();
    assertThat(Arrays.stream(jdk).filter(root -> roots.has(root.getSubjectX500Principal())).count())
        .as("browser-roots.txt lacks many of the JDK's %d roots: bring it up to date", jdk.length)
        .isGreaterThan(jdk.length * 8L / 10);
  }
}
