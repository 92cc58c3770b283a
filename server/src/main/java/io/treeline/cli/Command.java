package io.treeline.cli;

import java.io.IOException;

/** One command: what it takes, and what it does. */
interface Command {

  /** The word by which it is called. */
  String name();

  /** What it does, for the list of commands. */
  String summary();

  /** Says which options and arguments it takes. */
  void declare(Declaration takes);

  /**
   * Does it.
   *
   * @return the exit status: 0 done, 1 refused or failed
   * @throws Failure if it can't be done; the message is a sentence
   * @throws WrongUsage if it was called wrongly
   * @throws IOException if a file or a connection fails
   */
  int run(Arguments given, Terminal terminal) throws IOException;
}
