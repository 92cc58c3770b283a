package io.treeline.cli;

/** A number of things in words: {@code 1 domain}, {@code 2 domains}. */
final class Count {

  private Count() {}

  /** Of things whose name takes an s where there isn't exactly one. */
  static String of(long number, String thing) {
    return number == 1 ? "1 " + thing : number + " " + thing + "s";
  }
}
