package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code cert local-ca root [--out FILE]}. */
final class LocalCaRootCommand extends ServerCommand {

  @Override
  public String name() {
    return "root";
  }

  @Override
  public String summary() {
    return "Prints the root of the local authority, for clients to import.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes.option("--out", "FILE", "write it there, and say how clients import it");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    byte[] answer = server.get("/v1/local-ca");
    JsonObject root = object(answer);
    String out = given.option("--out");
    if (out != null) {
      Path file = terminal.path(out);
      byte[] pem = root.text("pem").getBytes(StandardCharsets.US_ASCII);
      AtomicFile.write(file, AtomicFile.READABLE, stream -> stream.write(pem));
    }
    if (given.json()) {
      printJson(terminal, answer);
    } else if (out == null) {
      terminal.out().print(root.text("pem"));
    } else {
      LocalRootText.print(root, terminal);
      RootAdvice.print(terminal.path(out).toString(), terminal.out());
    }
    return 0;
  }
}
