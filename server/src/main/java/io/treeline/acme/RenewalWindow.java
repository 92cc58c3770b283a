package io.treeline.acme;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an authority would have a certificate renewed (RFC 9773 §4.2). Immutable.
 *
 * @param explanation a page that says why, null without one
 * @param askAgain not before this
 */
record RenewalWindow(Instant start, Instant end, @Nullable String explanation, Instant askAgain) {}
