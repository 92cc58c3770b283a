package io.treeline.cli;

import io.treeline.api.JsonObject;
import io.treeline.core.cert.KnownRoots;
import io.treeline.core.cert.ReadOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code cert put NAME FILE…}. */
final class CertPutCommand extends ServerCommand {

  @Override
  public String name() {
    return "put";
  }

  @Override
  public String summary() {
    return "Checks a certificate and puts it in force for a domain.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("NAME", "the domain")
        .argumentsToTheEnd(
            "FILE", "key, certificate and chain, in one file or several; also .p12, .p7b, .jks")
        .option("--passphrase-file", "FILE", "the passphrase of an encrypted key or a container")
        .flag(CertFiles.FETCH, CertFiles.FETCH_HELP)
        .flag("--dry-run", "only say what would happen");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    boolean dryRun = given.flag("--dry-run");
    char @Nullable [] passphrase =
        CertFiles.passphrase(given.option("--passphrase-file"), terminal);
    List<CertFile> files = CertFiles.read(given.argumentsFrom(1), terminal);
    if (given.flag(CertFiles.FETCH)) {
      ReadOptions options = ReadOptions.at(terminal.clock().instant()).passphrase(passphrase);
      files = new IssuerFetch(options, KnownRoots.ofBrowsers(), terminal).completed(files);
    }
    byte[] answer = put(server, given.argument(0), files, passphrase, "uploaded", dryRun);
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      print(given.argument(0), object(answer), terminal);
    }
    return 0;
  }

  /** Sends the files; they are merged and judged there. */
  static byte[] put(
      ApiClient server,
      String domain,
      List<CertFile> files,
      char @Nullable [] passphrase,
      String source,
      boolean dryRun)
      throws IOException {
    List<Map<String, String>> sent = new ArrayList<>();
    for (CertFile file : files) {
      sent.add(
          Map.of(
              "name", file.name(), "base64", Base64.getEncoder().encodeToString(file.content())));
    }
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("files", sent);
    request.put("passphrase", passphrase == null ? null : new String(passphrase));
    request.put("source", source);
    String path = domainPath(domain) + "/certificate" + (dryRun ? "?dryRun=true" : "");
    return server.send("PUT", path, request);
  }

  static void print(String domain, JsonObject outcome, Terminal terminal) {
    PrintStream out = terminal.out();
    Style style = terminal.style();
    JsonObject certificate = outcome.object("certificate");
    FindingsText.print(outcome.objects("findings"), out, style);
    JsonObject whatIf = outcome.optionalObject("whatIf");
    if (whatIf != null) {
      WhatIfText.print(whatIf, out);
    }
    boolean stored = outcome.flag("stored");
    out.println(
        (stored ? style.good("In force") + " for " : "Dry run, nothing was stored for ")
            + domain
            + ": "
            + CertificateText.names(certificate)
            + ", expires "
            + CertificateText.expiry(certificate, new TimeWords(terminal.clock().instant()), style)
            + ".");
  }
}
