package io.treeline.core.tree;

/**
 * The parent names of a name, the nearest first, each with its hash: {@code b.example.com} for
 * {@code a.b.example.com}, then {@code example.com}, then {@code com}.
 *
 * <p>They are taken from one pass over the name and point into its text. Belongs to one thread.
 */
final class ParentNames {

  private final String text;
  private final int[] starts;
  private final int[] hashes;
  private int at = -1;

  ParentNames(String text) {
    this.text = text;
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '.') {
        dots++;
      }
    }
    starts = new int[dots];
    hashes = new int[dots];
    long state = NameHash.EMPTY;
    int next = dots;
    for (int i = text.length() - 1; next > 0; i--) {
      char c = text.charAt(i);
      if (c == '.') {
        starts[--next] = i + 1;
        hashes[next] = NameHash.finish(state);
      }
      state = NameHash.step(state, c);
    }
  }

  boolean next() {
    return ++at < starts.length;
  }

  String text() {
    return text;
  }

  int start() {
    return starts[at];
  }

  int hash() {
    return hashes[at];
  }

  /** The present parent name. */
  @Override
  public String toString() {
    return text.substring(starts[at]);
  }
}
