package io.treeline.registry;

import io.treeline.access.Refusal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of an import that can't be taken. The first thousand are told with what is wrong, the
 * others by their numbers: the wrong file may have a million. Belongs to one thread.
 */
final class BadLines {

  private static final int TOLD = 1_000;

  private final Map<Long, String> told = new TreeMap<>();
  private final BitSet others = new BitSet();

  /** Notes what is wrong with a line; what was noted of it first stays. */
  void note(long number, String sentence) {
    if (told.size() < TOLD) {
      told.putIfAbsent(number, sentence);
    } else if (!told.containsKey(number)) {
      others.set(Math.toIntExact(number));
    }
  }

  boolean isEmpty() {
    return told.isEmpty();
  }

  /** All of it, in the order of the file. */
  Refusal.Invalid refusal() {
    List<String> sentences = new ArrayList<>();
    told.forEach((number, sentence) -> sentences.add("Line " + number + ": " + sentence));
    if (!others.isEmpty()) {
      sentences.add("Further bad lines: " + ranges() + ".");
    }
    return new Refusal.Invalid(sentences);
  }

  private String ranges() {
    List<String> ranges = new ArrayList<>();
    int from = others.nextSetBit(0);
    while (from >= 0) {
      int to = others.nextClearBit(from) - 1;
      ranges.add(from == to ? String.valueOf(from) : from + "-" + to);
      from = others.nextSetBit(to + 1);
    }
    return String.join(", ", ranges);
  }
}
