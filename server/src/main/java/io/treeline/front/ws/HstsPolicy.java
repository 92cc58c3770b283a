package io.treeline.front.ws;

/**
 * How long browsers are to insist on TLS for a host (RFC 6797).
 *
 * <p>Asked for each request, on an event loop: reads memory only, and is safe for use by several
 * threads.
 */
@FunctionalInterface
public interface HstsPolicy {

  /** No host insists. */
  HstsPolicy OFF = host -> 0;

  /** Seconds for the {@code max-age} of a host, in lower case and without a port; 0: no header. */
  int maxAgeFor(String host);
}
