package io.treeline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
        .argumentsToTheEnd("KEY=VALUE", "a setting; KEY=@FILE reads a file, KEY= clears");
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
    byte[] answer = server.send("PATCH", domainPath(given.argument(0)), settings);
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      String keys = String.join(", ", settings.keySet());
      terminal.out().println(object(answer).text("name") + ": " + keys + " set.");
    }
    return 0;
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
