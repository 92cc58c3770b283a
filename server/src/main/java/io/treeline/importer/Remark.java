package io.treeline.importer;

/**
 * What a person should know of a place, such as that it isn't understood. Immutable.
 *
 * @param sentence what it is, and what to do
 */
public record Remark(Origin origin, String sentence) {

  @Override
  public String toString() {
    return origin + ": " + sentence;
  }
}
