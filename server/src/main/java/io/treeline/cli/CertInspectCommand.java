package io.treeline.cli;

import io.treeline.api.CertificateJson;
import io.treeline.api.FindingJson;
import io.treeline.api.FitnessJson;
import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.KnownRoots;
import io.treeline.core.cert.ReadOptions;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code cert inspect FILE…}: the check of an upload, without a server. */
final class CertInspectCommand implements Command {

  @Override
  public String name() {
    return "inspect";
  }

  @Override
  public String summary() {
    return "Looks into certificate files as an upload would, without a server.";
  }

  @Override
  public void declare(Declaration takes) {
    takes
        .argumentsToTheEnd(
            "FILE", "key, certificate and chain, in one file or several; also .p12, .p7b, .jks")
        .option("--name", "NAME", "a name that the certificate should cover")
        .option("--passphrase-file", "FILE", "the passphrase of an encrypted key or a container")
        .flag(CertFiles.FETCH, CertFiles.FETCH_HELP);
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws IOException {
    DomainName name = wanted(given.option("--name"));
    ReadOptions options =
        ReadOptions.at(terminal.clock().instant())
            .forName(name)
            .passphrase(CertFiles.passphrase(given.option("--passphrase-file"), terminal))
            .knownRoots(KnownRoots.ofBrowsers());
    List<CertFile> files = CertFiles.read(given.argumentsFrom(0), terminal);
    if (given.flag(CertFiles.FETCH)) {
      files = new IssuerFetch(options, KnownRoots.ofBrowsers(), terminal).completed(files);
    }
    Intake intake =
        CertificateReader.merge(files.stream().map(CertFile::asInput).toList(), options);
    String json = Json.write(json(intake, name));
    if (given.json()) {
      terminal.out().println(json);
    } else {
      print(Json.readObject(json.getBytes(StandardCharsets.UTF_8)), terminal);
    }
    return intake instanceof Intake.Accepted ? 0 : 1;
  }

  private static @Nullable DomainName wanted(@Nullable String name) {
    try {
      return name == null ? null : DomainName.parse(name);
    } catch (InvalidNameException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> json(Intake intake, @Nullable DomainName name) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("accepted", intake instanceof Intake.Accepted);
    json.put("findings", FindingJson.all(intake.findings()));
    if (intake instanceof Intake.Accepted accepted) {
      json.put("certificate", CertificateJson.of(accepted.bundle().publicPart(), name));
      json.put("fitness", FitnessJson.all(accepted.fitness()));
      json.put("pem", accepted.bundle().publicText());
    }
    return json;
  }

  private static void print(JsonObject json, Terminal terminal) {
    PrintStream out = terminal.out();
    Style style = terminal.style();
    FindingsText.print(json.objects("findings"), out, style);
    JsonObject certificate = json.optionalObject("certificate");
    if (certificate == null) {
      out.println(style.bad("It would be refused."));
      return;
    }
    CertificateText.print(certificate, out, new TimeWords(terminal.clock().instant()), style);
    FitnessText.print(json.objects("fitness"), out, style);
    out.println();
    out.print(json.text("pem"));
  }
}
