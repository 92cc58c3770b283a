package io.treeline.acme;

import java.time.Instant;
import java.util.List;

/** How far an issuance got. Immutable. */
sealed interface Outcome {

  /** The certificate is stored and served. */
  record Issued(Instant notBefore, Instant notAfter) implements Outcome {}

  /**
   * It failed for a reason of this domain; the order is over.
   *
   * @param unconfirmed the names that the authority looked at and didn't confirm
   */
  record Failed(Trouble trouble, List<String> unconfirmed) implements Outcome {}

  /**
   * The authority can't be reached or asks for patience: no failure of the domain. The order is
   * kept and goes on.
   *
   * @param until not before this
   * @param wholeAuthority whether other orders there have to wait too
   */
  record Later(Trouble trouble, Instant until, boolean wholeAuthority) implements Outcome {}

  /**
   * The authority ended or lost an order that was begun before, such as one whose answers nobody
   * gave while the server was down: no failure of the domain, which orders anew when its turn
   * comes.
   *
   * @param unconfirmed the names that the authority looked at and didn't confirm
   */
  record Ended(Trouble trouble, List<String> unconfirmed) implements Outcome {}

  /** The domain was removed or its automation ended meanwhile; the order is dropped. */
  record Dropped(String why) implements Outcome {}
}
