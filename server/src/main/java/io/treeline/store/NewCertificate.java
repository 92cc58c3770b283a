package io.treeline.store;

import java.time.Instant;
import java.util.List;

/**
 * A certificate value to put in force, judged already.
 *
 * @param header the free text before the first block; empty for none
 * @param pairs one, or two of different families, in the order given
 * @param source {@code uploaded}, {@code acme}, {@code self-signed}, {@code local-ca} or {@code
 *     default}
 * @param from when it comes into force
 * @param by who puts it, as the audit log names him
 */
public record NewCertificate(
    String header, List<NewPair> pairs, String source, Instant from, String by) {

  /** Copies the list. */
  public NewCertificate {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a certificate has at least one pair");
    }
  }
}
