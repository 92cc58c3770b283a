package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code state}. */
final class StateCommand extends ServerCommand {

  @Override
  public String name() {
    return "state";
  }

  @Override
  public String summary() {
    return "Lists what now needs a person; exit status 1 if anything is at error.";
  }

  @Override
  void declareOwn(Declaration takes) {}

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.get("/v1/system-state");
    List<JsonObject> entries = object(answer).objects("entries");
    if (given.json()) {
      printJson(terminal, answer);
    } else {
      print(entries, terminal);
    }
    return entries.stream().anyMatch(entry -> entry.text("status").equals("error")) ? 1 : 0;
  }

  private static void print(List<JsonObject> entries, Terminal terminal) {
    PrintStream out = terminal.out();
    Style style = terminal.style();
    TimeWords times = new TimeWords(terminal.clock().instant());
    if (entries.isEmpty()) {
      out.println(style.good("Nothing needs anybody."));
    }
    for (JsonObject entry : entries) {
      out.println(status(entry.text("status"), style) + " " + place(entry) + entry.text("reason"));
      out.println("         " + entry.text("action"));
      out.println(
          style.faint(
              "         " + entry.text("check") + ", since " + times.of(entry.text("since"))));
    }
  }

  private static String status(String word, Style style) {
    return switch (word) {
      case "error" -> style.bad("error   ");
      case "warning" -> style.warning("warning ");
      default -> style.faint("notice  ");
    };
  }

  private static String place(JsonObject entry) {
    List<String> parts = new ArrayList<>();
    for (String key : List.of("site", "server", "role", "domain")) {
      String value = entry.optionalText(key);
      if (value != null) {
        parts.add(key + " " + value);
      }
    }
    return parts.isEmpty() ? "" : String.join(", ", parts) + ": ";
  }
}
