package io.treeline.cli;

import java.util.List;
import java.util.function.Supplier;

/**
 * A word and the commands under it.
 *
 * @param name the word
 * @param summary what the commands are about
 * @param commands each, made when it is needed
 * @param groups further words under it
 */
record Group(String name, String summary, List<Supplier<Command>> commands, List<Group> groups) {

  Group(String name, String summary, List<Supplier<Command>> commands) {
    this(name, summary, commands, List.of());
  }
}
