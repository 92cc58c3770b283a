package io.treeline.core.tree;

/**
 * The parent names of a name, the nearest first, each with its digest: {@code b.example.com} for
 * {@code a.b.example.com}, then {@code example.com}, then {@code com}.
 *
 * <p>They are taken from one pass over the name and point into its text. Belongs to one thread.
 */
final class ParentNames {

  private final String text;
  private final int[] starts;
  private final NameDigest[] digests;
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
    digests = new NameDigest[dots];
    NameDigest.Pass pass = new NameDigest.Pass();
    int next = dots;
    for (int i = text.length() - 1; next > 0; i--) {
      char c = text.charAt(i);
      if (c == '.') {
        starts[--next] = i + 1;
        digests[next] = pass.digest();
      }
      pass.take(c);
    }
  }

  boolean next() {
    return ++at < starts.length;
  }

  NameDigest digest() {
    return digests[at];
  }

  /** The present parent name. */
  @Override
  public String toString() {
    return text.substring(starts[at]);
  }
}
