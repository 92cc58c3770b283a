package io.treeline.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param place where: {@code roles[1].certdir}; empty for the text as a whole
 * @param sentence what is wrong and what would be right
 */
public record Problem(String place, String sentence) {

  /** The line that an operator reads. */
  @Override
  public String toString() {
    return place.isEmpty() ? sentence : place + ": " + sentence;
  }
}
