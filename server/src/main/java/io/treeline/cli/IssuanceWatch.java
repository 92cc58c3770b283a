package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows one issuance to its end, printing its log on the way. For one thread, used once. */
final class IssuanceWatch {

  /** How often the server is asked. */
  private static final Duration EVERY = Duration.ofMillis(500);

  private static final Set<String> UNDER_WAY = Set.of("due", "ordering", "waiting");

  private final ApiClient server;
  private final String name;
  private final PrintStream progress;
  private final Terminal terminal;
  private long seen;
  private @Nullable String waitsFor;

  /**
   * A watch that has printed nothing.
   *
   * @param seen the number of the last line of the log that doesn't belong to it
   */
  IssuanceWatch(ApiClient server, String name, long seen, PrintStream progress, Terminal terminal) {
    this.server = server;
    this.name = name;
    this.seen = seen;
    this.progress = progress;
    this.terminal = terminal;
  }

  /** Where the domain stands when nothing is under way any more, as the server says it. */
  byte[] toItsEnd() throws IOException {
    while (true) {
      // The state first: what is written before it ends is then printed, too.
      byte[] answer = server.get(AcmeStatusCommand.issuancePath(name));
      JsonObject domain = ServerCommand.object(answer);
      for (JsonObject event : IssuanceLog.since(server, name, seen)) {
        seen = event.number("number");
        IssuanceLog.print(event, false, progress, terminal.style());
      }
      if (!UNDER_WAY.contains(domain.text("status"))) {
        return answer;
      }
      JsonObject wait = domain.optionalObject("waitsFor");
      sayWhatItWaitsFor(wait == null ? null : wait.text("sentence"));
      progress.flush();
      terminal.pause(EVERY);
    }
  }

  private void sayWhatItWaitsFor(@Nullable String reason) {
    if (reason != null && !reason.equals(waitsFor)) {
      progress.println(terminal.style().warning(reason));
    }
    waitsFor = reason;
  }
}
