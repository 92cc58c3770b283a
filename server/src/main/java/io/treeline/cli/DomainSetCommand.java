package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code domain set NAME KEY=VALUE…}. */
final class DomainSetCommand extends ServerCommand {

  @Override
  public String name() {
    return "set";
  }

  @Override
  public String summary() {
    return "Sets and clears settings of a domain, all or none.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .argument("NAME", "the domain")
        .argumentsToTheEnd("KEY=VALUE", "a setting; KEY=@FILE reads a file, KEY= clears")
        .flag("--dry-run", "only say what would happen");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    for (String word : given.argumentsFrom(1)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new WrongUsage("'" + word + "' isn't KEY=VALUE, such as acme_enabled=true.");
      }
      String key = word.substring(0, equals);
      if (settings.containsKey(key)) {
        throw new WrongUsage("The setting " + key + " is there twice: say it once.");
      }
      settings.put(key, value(word.substring(equals + 1), terminal));
    }
    boolean dryRun = given.flag("--dry-run");
    String path = domainPath(given.argument(0)) + (dryRun ? "?dryRun=true" : "");
    byte[] answer = server.send("PATCH", path, settings);
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      JsonObject domain = object(answer);
      print(domain, settings, dryRun, terminal);
      if (!dryRun && isOrdered(settings, domain)) {
        sayWhatFollows(given.argument(0), terminal);
      }
    }
    return 0;
  }

  /** Whether automation was switched on, or its certificate taken away. */
  private static boolean isOrdered(Map<String, @Nullable Object> settings, JsonObject domain) {
    boolean begins =
        "true".equals(settings.get("acme_enabled"))
            || (settings.containsKey("certificate_pem") && settings.get("certificate_pem") == null);
    return begins && Boolean.TRUE.equals(domain.members().get("acme_enabled"));
  }

  private static void print(
      JsonObject answer,
      Map<String, @Nullable Object> settings,
      boolean dryRun,
      Terminal terminal) {
    if (answer.members().containsKey("findings")) {
      FindingsText.print(answer.objects("findings"), terminal.out(), terminal.style());
    }
    JsonObject whatIf = dryRun ? answer.optionalObject("whatIf") : null;
    if (whatIf != null) {
      WhatIfText.print(whatIf, terminal.out());
    }
    terminal
        .out()
        .println(
            answer.text("name")
                + ": "
                + done(settings, dryRun)
                + (dryRun ? "; dry run, nothing was stored." : "."));
  }

  /** What became of the settings: a value that is empty clears one. */
  private static String done(Map<String, @Nullable Object> settings, boolean dryRun) {
    List<String> done = new ArrayList<>();
    for (boolean isCleared : new boolean[] {false, true}) {
      String keys =
          settings.entrySet().stream()
              .filter(each -> (each.getValue() == null) == isCleared)
              .map(Map.Entry::getKey)
              .collect(Collectors.joining(", "));
      if (!keys.isEmpty()) {
        done.add(keys + (dryRun ? " could be " : " ") + (isCleared ? "cleared" : "set"));
      }
    }
    return String.join("; ", done);
  }

  private static void sayWhatFollows(String name, Terminal terminal) {
    terminal
        .out()
        .println(
            "A certificate is ordered unless it has one: 'treeline acme status "
                + name
                + "' says how it goes.");
  }

  private static @Nullable String value(String given, Terminal terminal) throws IOException {
    if (given.startsWith("@")) {
      return text(terminal.path(given.substring(1)));
    }
    return given.isEmpty() ? null : given;
  }

  private static String text(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw new Failure(
          file
              + " is no text in UTF-8: a certificate in another form is put with 'treeline cert put"
              + " NAME FILE'.");
    }
    return text;
  }
}
