package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.SignatureSchemes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pair that the TLS library takes is the one that {@link SignatureSchemes} names. */
class PairRuleTest {

  private static final String NONE = "none";

  private static final Map<String, Integer> SCHEMES =
      new LinkedHashMap<>(
          Map.of(
              "ecdsa_secp256r1_sha256", 0x0403,
              "ecdsa_secp384r1_sha384", 0x0503,
              "ecdsa_secp521r1_sha512", 0x0603,
              "rsa_pss_rsae_sha256", 0x0804,
              "rsa_pss_rsae_sha384", 0x0805,
              "rsa_pss_rsae_sha512", 0x0806,
              "rsa_pkcs1_sha256", 0x0401,
              "rsa_pkcs1_sha384", 0x0501,
              "rsa_pkcs1_sha512", 0x0601));

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void handshakesOfRandomClientsGetThePairOfTheRule(String version) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TestPairs rsa = TestPairs.rsa("rsa");
    Map<String, TestPairs> values =
        Map.of(
            "one.example", TestPairs.dual(TestPairs.ec("p256", 256), rsa),
            "two.example", TestPairs.dual(rsa, TestPairs.ec("p384", 384)),
            "three.example", TestPairs.dual(TestPairs.ec("p521", 521), rsa),
            "four.example", TestPairs.ec("p384", 384));
    Set<String> seen = new HashSet<>();
    try (TestServer server = TestServer.withMaster(TestPairs.ec("master"))) {
      long id = 10;
      for (Map.Entry<String, TestPairs> each : values.entrySet()) {
        server.serve(each.getKey(), id++, each.getValue());
      }
      for (int i = 0; i < 80; i++) {
        String name = List.copyOf(values.keySet()).get(random.nextInt(values.size()));
        List<String> offered = offered(random);
        String expected = expected(values.get(name), offered, version.equals("TLSv1.3"));
        assertThat(served(server.port(), name, version, offered))
            .as("%s of %s, seed %d", name, offered, seed)
            .isEqualTo(expected);
        seen.add(expected);
      }
    }
    assertThat(seen).as("seed %d", seed).contains(NONE, "CN=rsa").hasSizeGreaterThan(3);
  }

  private static List<String> offered(Random random) {
    List<String> all = new ArrayList<>(SCHEMES.keySet());
    Collections.shuffle(all, random);
    return all.subList(0, 1 + random.nextInt(3));
  }

  private static String expected(TestPairs pairs, List<String> offered, boolean tls13)
      throws GeneralSecurityException {
    SignatureSchemes client =
        new SignatureSchemes(Set.copyOf(offered.stream().map(SCHEMES::get).toList()));
    for (TestPairs.Made made : pairs.made()) {
      X509Certificate leaf =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(made.certificate()));
      PublicKey key = leaf.getPublicKey();
      if (client.canVerify(key, tls13)) {
        return leaf.getSubjectX500Principal().getName();
      }
    }
    return NONE;
  }

  private static String served(int port, String name, String version, List<String> offered)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new NoVerification()}, null);
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {version});
      parameters.setServerNames(List.of(new SNIHostName(name)));
      parameters.setSignatureSchemes(offered.toArray(String[]::new));
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(10_000);
      socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
      socket.startHandshake();
      X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return leaf.getSubjectX500Principal().getName();
    } catch (SSLException e) {
      return NONE;
    }
  }

  /** Which certificate it is shown is what this test looks at. */
  private static final class NoVerification extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
