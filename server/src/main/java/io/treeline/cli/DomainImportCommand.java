package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** {@code domain import FILE}. */
final class DomainImportCommand extends ServerCommand {

  private static final int WARNINGS_SHOWN = 10;

  @Override
  public String name() {
    return "import";
  }

  @Override
  public String summary() {
    return "Adds and updates domains from JSON Lines, all or none.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("FILE", "one domain a line; - for standard input")
        .flag("--allow-nested", "take tenants whose names lie below another tenant's")
        .flag("--dry-run", "only say what would happen");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String file = given.argument(0);
    InputStream lines =
        file.equals("-") ? terminal.in() : Files.newInputStream(terminal.path(file));
    JsonObject result =
        send(server, lines, given.flag("--allow-nested"), given.flag("--dry-run"), terminal);
    if (given.json()) {
      terminal.out().println(Json.write(result));
    } else {
      print(result, terminal);
    }
    return 0;
  }

  private static void print(JsonObject result, Terminal terminal) {
    PrintStream out = terminal.out();
    JsonObject warnings = result.object("warnings");
    long total = warnings.number("total");
    if (total > 0) {
      List<JsonObject> first = warnings.objects("first").stream().limit(WARNINGS_SHOWN).toList();
      for (JsonObject each : first) {
        out.println(
            terminal.style().warning("warning: ")
                + "line "
                + each.number("line")
                + ", "
                + each.text("name")
                + ": "
                + each.text("sentence"));
      }
      out.println(total + " warnings: " + counts(warnings.object("byCode")) + ".");
    }
    out.println(
        (result.flag("stored") ? "Imported: " : "Dry run, nothing was stored; there would be: ")
            + result.number("added")
            + " added, "
            + result.number("updated")
            + " updated, "
            + Count.of(result.number("certificates"), "certificate")
            + ".");
  }

  private static String counts(JsonObject byCode) {
    return byCode.members().entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Sends the lines, says how far it is, and gives what became of it. */
  static JsonObject send(
      ApiClient server, InputStream lines, boolean allowNested, boolean dryRun, Terminal terminal)
      throws IOException {
    String path = "/v1/import?allowNested=" + allowNested + "&dryRun=" + dryRun;
    return follow(server.upload(path, "application/jsonl", lines), terminal);
  }

  private static JsonObject follow(InputStream answer, Terminal terminal) throws IOException {
    ImportProgressLine progress = new ImportProgressLine(terminal);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonObject said = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
        JsonObject problem = said.optionalObject("problem");
        JsonObject result = said.optionalObject("result");
        if (problem != null) {
          throw ApiFailure.of(problem);
        }
        if (result != null) {
          return result;
        }
        progress.lines(said.number("lines"));
      }
    } finally {
      progress.end();
    }
    throw new Failure(
        "The server broke off before it said what became of the import: see its log, then look at"
            + " the tree and import again.");
  }
}
