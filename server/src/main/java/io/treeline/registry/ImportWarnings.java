package io.treeline.registry;

import java.util.List;
import java.util.Map;

/**
 * What an import took with a warning. Immutable.
 *
 * @param total how many there are
 * @param byCode how many of each code of the catalogue
 * @param first the first of them, at most 100
 */
public record ImportWarnings(long total, Map<String, Long> byCode, List<Line> first) {

  /** None. */
  public static final ImportWarnings NONE = new ImportWarnings(0, Map.of(), List.of());

  /**
   * One of them.
   *
   * @param line the number of its line, from 1
   * @param name the domain
   * @param code of the catalogue
   * @param sentence what, where, and what to do
   */
  public record Line(long line, String name, String code, String sentence) {}

  /** Copies the collections. */
  public ImportWarnings {
    byCode = Map.copyOf(byCode);
    first = List.copyOf(first);
  }
}
