package io.treeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import io.treeline.api.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Missing intermediates are fetched where the certificate says, if somebody asks for it. */
class IssuerFetchTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path directory;
  private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final KeyPair rootKeys = keys();
  private final KeyPair issuerKeys = keys();
  private final KeyPair leafKeys = keys();
  private HttpServer web;
  private Console console;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          byte[] page = pages.get(path);
          if (path.equals("/elsewhere")) {
            exchange.getResponseHeaders().add("Location", "/issuer.der");
          }
          int status = path.equals("/elsewhere") ? 302 : page == null ? 404 : 200;
          exchange.sendResponseHeaders(status, page == null ? -1 : page.length);
          try (OutputStream body = exchange.getResponseBody()) {
            if (page != null) {
              body.write(page);
            }
          }
        });
    web.start();
    server = new TestServer(directory.resolve("data"));
    console = new Console(directory);
    console.environment.put("TREELINE_DATA", server.data.toString());
    pages.put("/root.der", made("CN=Root", rootKeys, "CN=Root", rootKeys, null));
    pages.put("/issuer.der", made("CN=Issuer", issuerKeys, "CN=Root", rootKeys, "/root.der"));
  }

  @AfterEach
  void stop() {
    server.close();
    web.stop(0);
  }

  @Test
  void withoutBeingAskedNothingIsFetched() throws Exception {
    leafAt("/issuer.der");
    Console.Result result = console.run("cert", "inspect", "leaf.pem");
    assertThat(result.out())
        .contains("CN=Issuer, is missing", "/issuer.der")
        .contains("--fetch-issuers");
    assertThat(asked).isEmpty();
  }

  @Test
  void theMissingIssuerIsFetchedAndTheRootIsLeftOut() throws Exception {
    leafAt("/issuer.der");
    Console.Result result = console.run("cert", "inspect", "leaf.pem", "--fetch-issuers", "--json");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(asked).containsExactly("/issuer.der", "/root.der");
    assertThat(result.err())
        .contains("Fetched the certificate of CN=Issuer from http://127.0.0.1")
        .contains("Fetched the root CN=Root");
    JsonObject json = object(result.out());
    assertThat(json.object("certificate").number("chain")).isEqualTo(1);
    assertThat(json.objects("findings"))
        .extracting(each -> each.text("code"))
        .containsExactly("unknown-root");
  }

  @Test
  void whatIsFetchedIsPutToo() throws Exception {
    leafAt("/issuer.der");
    Console.Result put = console.run("cert", "put", "example.com", "leaf.pem", "--fetch-issuers");
    assertThat(put.status()).as(put.err()).isZero();
    assertThat(console.run("domain", "show", "example.com", "--json").out())
        .contains("\"chain\":1");
  }

  @Test
  void pemAndPkcs7AreTakenToo() throws Exception {
    X509Certificate issuer = parsed(pages.get("/issuer.der"));
    pages.put(
        "/issuer.p7c",
        CertificateFactory.getInstance("X.509")
            .generateCertPath(List.of(issuer))
            .getEncoded("PKCS7"));
    pages.put(
        "/issuer.pem",
        block("CERTIFICATE", issuer.getEncoded()).getBytes(StandardCharsets.US_ASCII));
    for (String path : List.of("/issuer.p7c", "/issuer.pem")) {
      leafAt(path);
      Console.Result result = console.run("cert", "inspect", "leaf.pem", "--fetch-issuers");
      assertThat(result.out()).as(path).doesNotContain("is missing");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/elsewhere", "/large", "/words"})
  void whatCannotBeFetchedIsToldAndNothingIsStored(String path) throws Exception {
    pages.put("/large", new byte[70_000]);
    pages.put("/words", "not found, sorry".getBytes(StandardCharsets.US_ASCII));
    leafAt(path);
    Console.Result result =
        console.run("cert", "put", "example.com", "leaf.pem", "--fetch-issuers");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("CN=Issuer", path, "--fetch-issuers");
    assertThat(asked).containsExactly(path);
    assertThat(console.run("cert", "history", "example.com").out()).contains("no certificate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ldap://127.0.0.1/cn", "http://user:secret@127.0.0.1/x"})
  void onlyHttpAddressesAreAsked(String address) throws Exception {
    leafWith(address);
    Console.Result result = console.run("cert", "inspect", "leaf.pem", "--fetch-issuers");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("only http and https");
  }

  private void leafAt(String path) throws Exception {
    leafWith("http://127.0.0.1:" + web.getAddress().getPort() + path);
  }

  private void leafWith(String address) throws Exception {
    byte[] leaf = made("CN=example.com", leafKeys, "CN=Issuer", issuerKeys, address);
    Files.writeString(
        directory.resolve("leaf.pem"),
        block("PRIVATE KEY", leafKeys.getPrivate().getEncoded()) + block("CERTIFICATE", leaf));
  }

  private byte[] made(
      String subject, KeyPair keys, String issuer, KeyPair signer, @Nullable String address) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Name(issuer),
              BigInteger.valueOf(subject.hashCode()).abs(),
              Date.from(NOW.minus(Duration.ofDays(1))),
              Date.from(NOW.plus(Duration.ofDays(60))),
              new X500Name(subject),
              keys.getPublic());
      boolean authority = !subject.contains("example");
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, "example.com")));
        builder.addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      }
      if (address != null) {
        String whole =
            address.startsWith("/")
                ? "http://127.0.0.1:" + web.getAddress().getPort() + address
                : address;
        builder.addExtension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                AccessDescription.id_ad_caIssuers,
                new GeneralName(GeneralName.uniformResourceIdentifier, whole)));
      }
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
          .getEncoded();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate parsed(byte[] der) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static JsonObject object(String text) {
    return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
  }
}
