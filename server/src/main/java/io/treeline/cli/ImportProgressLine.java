package io.treeline.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * Says on standard error how far an import is: one line that is written over on a terminal, else a
 * plain line every few seconds. For one thread.
 */
final class ImportProgressLine {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final boolean interactive;
  private Instant last;
  private boolean shown;

  ImportProgressLine(Terminal terminal) {
    this.terminal = terminal;
    this.interactive = terminal.interactive();
    this.last = terminal.clock().instant();
  }

  void lines(long count) {
    if (interactive) {
      terminal.err().print("\r" + count + " lines read ");
      terminal.err().flush();
      shown = true;
      return;
    }
    Instant now = terminal.clock().instant();
    if (Duration.between(last, now).compareTo(EVERY) >= 0) {
      last = now;
      terminal.err().println(count + " lines read");
    }
  }

  /** Leaves the cursor where the next line begins. */
  void end() {
    if (shown) {
      terminal.err().println();
    }
  }
}
