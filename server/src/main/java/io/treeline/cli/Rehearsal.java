package io.treeline.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs several commands in one process, separated by the word {@code ,}: the trial run from which
 * the AOT cache learns what commands load. Fails with the first that fails.
 */
public final class Rehearsal {

  private static final String THEN = ",";

  private Rehearsal() {}

  /** Runs them and ends the process with the exit status of the last. */
  public static void main(String[] words) {
    List<String> command = new ArrayList<>();
    int status = 0;
    for (String word : words) {
      if (!word.equals(THEN)) {
        command.add(word);
      } else if (status == 0) {
        status = Main.run(command.toArray(new String[0]));
        command.clear();
      }
    }
    System.exit(status == 0 ? Main.run(command.toArray(new String[0])) : status);
  }
}
