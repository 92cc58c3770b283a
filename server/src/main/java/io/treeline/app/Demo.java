package io.treeline.app;

import io.treeline.access.Principal;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import io.treeline.registry.Registry;
import io.treeline.registry.Upload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small tree that shows each way in which a name comes to its certificate. */
final class Demo {

  private static final Principal WHO = new Principal.Room("demo");
  private static final Duration YEAR = Duration.ofDays(365);

  /**
   * A domain of the demo.
   *
   * @param issued what its own certificate is for; null for none of its own
   * @param aged how long ago the certificate was made, for a year
   */
  private record Tried(String name, @Nullable String issued, Duration aged, String shows) {

    Tried(String name, @Nullable String issued, String shows) {
      this(name, issued, Duration.ZERO, shows);
    }
  }

  private static final List<Tried> DOMAINS =
      List.of(
          new Tried("example.com", "example.com", "a customer's own certificate"),
          new Tried(
              "phones.example.com", null, "inherited from its parent, and covered by its wildcard"),
          new Tried(
              "desk.phones.example.com", null, "inherited, but two labels below: not covered"),
          new Tried("shop.example.org", "shop.example.org", "another customer's own"),
          new Tried(
              "old.example.net",
              "old.example.net",
              YEAR.plusDays(30),
              "expired, and served all the same"),
          new Tried(
              "soon.example.net",
              "soon.example.net",
              YEAR.minusDays(9),
              "expires within two weeks: see 'treeline state'"),
          new Tried(
              "wrong.example.net",
              "other.example.net",
              "made for another name, and served all the same"),
          new Tried("xn--bcher-kva.example", "xn--bcher-kva.example", "bücher.example"),
          new Tried(
              "office.local",
              null,
              "a local name without a certificate up to the master: the default"));

  private static final List<Tried> OUTSIDE =
      List.of(
          new Tried("x.example.com", null, "not in the tree: that of the nearest name above"),
          new Tried(
              "elsewhere.test",
              null,
              "nothing to do with the tree: the master is asked, then the default"));

  private Demo() {}

  /**
   * Refuses a data directory with something in it.
   *
   * @throws StartFailedException if there is a store in it
   */
  static void requireEmpty(Path data) {
    if (Files.exists(data.resolve("treeline.db"))) {
      throw new StartFailedException(
          "The demo wants an empty data directory, and "
              + data
              + " has a store: name another with"
              + " --data, or start it without --demo.");
    }
  }

  static void fill(Registry registry, InstantSource clock) {
    for (Tried each : DOMAINS) {
      DomainName name = DomainName.parse(each.name());
      registry.add(WHO, name, null, false);
      String issued = each.issued();
      if (issued != null) {
        Instant made = clock.instant().minus(each.aged());
        registry.putCertificate(WHO, name, certificate(issued, made), false, null);
      }
    }
    registry.set(
        WHO, DomainName.parse("shop.example.org"), Map.of("hsts_max_age", "31536000"), null);
  }

  private static Upload certificate(String issued, Instant made) {
    CertifiedKey key = SelfSigned.create(DomainName.parse(issued), YEAR, KeyType.EC256, made);
    byte[] pem =
        new CertificateBundle("", List.of(key)).storedText().getBytes(StandardCharsets.UTF_8);
    return new Upload(List.of(new NamedInput("demo", pem)), null, "self-signed");
  }

  /** What to try, with commands that work as they are printed. */
  static String guide(Path data, int httpsPort, int sipsPort) {
    StringBuilder text = new StringBuilder();
    text.append(String.format("%nThe demo tree. Try each name in another terminal:%n"));
    for (Tried each : DOMAINS) {
      text.append(String.format("%n# %s: %s%n", each.name(), each.shows()));
      text.append(commands(each.name(), httpsPort));
    }
    for (Tried each : OUTSIDE) {
      text.append(String.format("%n# %s: %s%n", each.name(), each.shows()));
      text.append(commands(each.name(), httpsPort));
    }
    text.append(String.format("%n# by a SIP phone%n"));
    text.append(handshake("phones.example.com", sipsPort));
    text.append(String.format("%n# why, the whole tree, and what needs a person%n"));
    for (String command : List.of("cert explain desk.phones.example.com", "domain tree", "state")) {
      text.append(String.format("./treeline %s --data %s%n", command, quoted(data)));
    }
    return text.toString();
  }

  /** As a shell takes it for one word. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String commands(String name, int port) {
    return String.format(
            "curl -sk --resolve %s:%d:127.0.0.1 https://%s:%d/ -o /dev/null -w '%%{http_code}\\n'%n",
            name, port, name, port)
        + handshake(name, port);
  }

  private static String handshake(String name, int port) {
    return String.format(
        "openssl s_client -connect 127.0.0.1:%d -servername %s </dev/null 2>/dev/null"
            + " | openssl x509 -noout -subject -enddate -ext subjectAltName%n",
        port, name);
  }
}
