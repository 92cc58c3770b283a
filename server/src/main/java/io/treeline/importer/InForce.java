package io.treeline.importer;

import java.time.Instant;
import java.util.List;

/**
 * A certificate that a domain of the tree has already. Immutable.
 *
 * @param sha256 of the leaf, in hexadecimal digits
 * @param covers whether it covers the domain
 * @param names what it covers
 */
public record InForce(
    String sha256, boolean covers, List<String> names, Instant notBefore, Instant notAfter) {

  /** Copies the list. */
  public InForce {
    names = List.copyOf(names);
  }
}
