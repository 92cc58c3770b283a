package io.treeline.core.tree;

import io.treeline.core.name.DomainName;
import java.nio.charset.StandardCharsets;

/**
 * The parent names of a name, the nearest first, each with its digest: {@code b.example.com} for
 * {@code a.b.example.com}, then {@code example.com}, then {@code com}.
 *
 * <p>They are taken from one pass over the name and point into its octets. Belongs to one thread.
 */
final class ParentNames {

  private final byte[] name;
  private final NameDigest.Endings endings;
  private int start;

  ParentNames(DomainName name) {
    this.name = name.octets();
    this.endings = new NameDigest.Endings(this.name);
  }

  boolean next() {
    for (int i = start; i < name.length; i++) {
      if (name[i] == '.') {
        start = i + 1;
        return true;
      }
    }
    return false;
  }

  NameDigest digest() {
    return endings.from(start);
  }

  /** The present parent name. */
  @Override
  public String toString() {
    return new String(name, start, name.length - start, StandardCharsets.ISO_8859_1);
  }
}
