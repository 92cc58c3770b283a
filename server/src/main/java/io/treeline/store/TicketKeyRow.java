package io.treeline.store;

import java.time.Instant;

/**
 * A key for session tickets. Holds a secret: {@link #toString} doesn't show it.
 *
 * @param context the listeners and the policy that share it
 * @param octets the key, in the form of the TLS library; sealed at rest
 * @param from when tickets begin to be made with it
 * @param until from when it opens no tickets any more
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
public record TicketKeyRow(String context, byte[] octets, Instant from, Instant until) {

  @Override
  public String toString() {
    return "TicketKeyRow[" + context + ", " + from + " to " + until + "]";
  }
}
