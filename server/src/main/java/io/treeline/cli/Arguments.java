package io.treeline.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What a command was given, parsed. Values may be secret. */
final class Arguments {

  private final ParseResult parsed;

  Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  /** Whether the answer is for a machine. */
  boolean json() {
    return flag("--json");
  }

  boolean flag(String name) {
    return parsed.hasMatchedOption(name);
  }

  /** The value of an option; null if it isn't given. */
  @Nullable String option(String name) {
    return parsed.<@Nullable String>matchedOptionValue(name, null);
  }

  /** The value of an option that is a whole number of a range. */
  int number(String name, int fallback, int least, int most) {
    String value = option(name);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, in one sentence with the other case.
    }
    throw new WrongUsage(
        name + " must be a whole number from " + least + " to " + most + ", not '" + value + "'.");
  }

  /** An argument that must be there. */
  String argument(int index) {
    return parsed.matchedPositionalValue(index, "");
  }

  /** An argument; null if it was left out. */
  @Nullable String optionalArgument(int index) {
    return parsed.<@Nullable String>matchedPositionalValue(index, null);
  }

  /** The arguments from that one to the end. */
  List<String> argumentsFrom(int index) {
    return parsed.matchedPositionalValue(index, List.of());
  }

  @Override
  public String toString() {
    return "Arguments of " + parsed.commandSpec().qualifiedName();
  }
}
