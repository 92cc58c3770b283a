package io.treeline.acme;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** Asks an authority what time it is. */
@FunctionalInterface
interface AuthorityTime {

  /**
   * The time by its clock, to the second. Blocks, for seconds at most.
   *
   * @throws IOException if it doesn't say
   */
  Instant ask(URI directory) throws IOException;
}
