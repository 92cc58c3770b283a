package io.treeline.cli;

import io.treeline.api.CertificateJson;
import io.treeline.api.FindingJson;
import io.treeline.api.Json;
import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.cert.ReadOptions;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code cert self-signed NAME [--out DIR | --set]}. */
final class CertSelfSignedCommand implements Command {

  @Override
  public String name() {
    return "self-signed";
  }

  @Override
  public String summary() {
    return "Makes a self-signed certificate for a name and its wildcard.";
  }

  @Override
  public void declare(Declaration takes) {
    takes
        .argument("NAME", "the name")
        .option("--days", "DAYS", "how long it is valid (1095)")
        .option("--key", "KIND", "rsa2048 or ec256 (rsa2048, which the oldest phones know)")
        .option("--out", "DIR", "write server.key and server.crt there (.)")
        .flag("--set", "put it in force for the domain of that name instead")
        .connection();
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws IOException {
    boolean set = given.flag("--set");
    String out = given.option("--out");
    if (set && out != null) {
      throw new WrongUsage("--out and --set say two things: give one of them.");
    }
    DomainName name = name(given.argument(0));
    Instant now = terminal.clock().instant();
    Duration lifetime = Duration.ofDays(given.number("--days", 1095, 1, 36_500));
    CertifiedKey made = SelfSigned.create(name, lifetime, keyType(given.option("--key")), now);
    List<Path> files =
        set ? List.of() : KeyPairFiles.write(terminal.path(out == null ? "." : out), made);
    if (set) {
      put(name, made, given, terminal);
    }
    Intake judged = judged(name, made, now);
    String json = Json.write(json(name, made, judged, files, set));
    if (given.json()) {
      terminal.out().println(json);
    } else {
      print(name, made, files, terminal);
      FindingsText.print(
          Json.readObject(json.getBytes(StandardCharsets.UTF_8)).objects("findings"),
          terminal.out(),
          terminal.style());
      SelfSignedAdvice.print(name, files.isEmpty() ? null : files.getLast(), terminal.out());
    }
    return 0;
  }

  /** What an upload of it would be told: that it is self-signed, and of its lifetime. */
  private static Intake judged(DomainName name, CertifiedKey made, Instant now) {
    return CertificateReader.merge(
        List.of(input("server.key", made.keyPem()), input("server.crt", made.chainPem())),
        ReadOptions.at(now).forName(name));
  }

  private static NamedInput input(String name, String pem) {
    return new NamedInput(name, pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static DomainName name(String given) {
    try {
      return DomainName.parse(given);
    } catch (InvalidNameException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  private static KeyType keyType(@Nullable String given) {
    return switch (given) {
      case null -> KeyType.RSA2048;
      case "rsa2048" -> KeyType.RSA2048;
      case "ec256" -> KeyType.EC256;
      default -> throw new WrongUsage("--key must be rsa2048 or ec256, not '" + given + "'.");
    };
  }

  private static void put(DomainName name, CertifiedKey made, Arguments given, Terminal terminal)
      throws IOException {
    byte[] text = (made.keyPem() + made.chainPem()).getBytes(StandardCharsets.US_ASCII);
    List<CertFile> files = List.of(new CertFile("self-signed", text));
    try (ApiClient server = ApiClient.of(given, terminal)) {
      byte[] _ = CertPutCommand.put(server, name.text(), files, null, "self-signed", false);
    }
  }

  private static Map<String, @Nullable Object> json(
      DomainName name, CertifiedKey made, Intake judged, List<Path> files, boolean set) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", name.text());
    json.put("set", set);
    json.put("files", files.stream().map(Path::toString).toList());
    json.put("findings", FindingJson.all(judged.findings()));
    json.put(
        "certificate", CertificateJson.of(new PublicBundle("", List.of(made.publicPair())), name));
    return json;
  }

  private static void print(
      DomainName name, CertifiedKey made, List<Path> files, Terminal terminal) {
    PrintStream out = terminal.out();
    String where =
        files.isEmpty()
            ? "in force for " + name
            : "in " + files.getFirst() + " and " + files.getLast();
    out.println("A self-signed certificate for " + made.names() + ", " + where + ",");
    out.println(
        "expires "
            + new TimeWords(terminal.clock().instant()).of(made.leaf().getNotAfter().toInstant())
            + ", sha256 "
            + made.leafSha256()
            + ".");
  }
}
