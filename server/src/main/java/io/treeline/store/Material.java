package io.treeline.store;

import java.util.List;

/**
 * What a handshake needs of one certificate value, keys included.
 *
 * @param pairs in the order in which they were given
 */
public record Material(List<MaterialPair> pairs) {

  /** Copies the list. */
  public Material {
    pairs = List.copyOf(pairs);
  }
}
