package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import java.io.IOException;

/** A command that asks a server and prints its answer: as it came, or for a person. */
abstract class ServerCommand implements Command {

  @Override
  public final void declare(Declaration takes) {
    declareOwn(takes);
    takes.connection();
  }

  /** What it takes beside what reaches the server. */
  abstract void declareOwn(Declaration takes);

  @Override
  public final int run(Arguments given, Terminal terminal) throws IOException {
    try (ApiClient server = ApiClient.of(given, terminal)) {
      return run(given, terminal, server);
    }
  }

  /** Does it with the server; the rest is as {@link Command#run}. */
  abstract int run(Arguments given, Terminal terminal, ApiClient server) throws IOException;

  /** Prints a JSON answer as it came. */
  static void printJson(Terminal terminal, byte[] answer) {
    terminal.out().write(answer, 0, answer.length);
    terminal.out().println();
  }

  /** The domain at whose settings and certificate a command looks. */
  static String domainPath(String name) {
    return "/v1/domains/" + ApiClient.part(name);
  }

  static JsonObject object(byte[] answer) {
    return Json.readObject(answer);
  }
}
