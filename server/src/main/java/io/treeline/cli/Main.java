package io.treeline.cli;

/** The command {@code treeline}. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs one command and gives its exit status. */
  static int run(String... arguments) {
    Terminal terminal = Terminal.ofProcess();
    int status = new CommandLineRun(terminal).run(arguments);
    terminal.flush();
    return status;
  }
}
