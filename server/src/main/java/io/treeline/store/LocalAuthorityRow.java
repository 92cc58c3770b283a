package io.treeline.store;

import io.treeline.core.cert.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A root of the installation's own authority, without its key. The array is not copied; nobody may
 * change it.
 *
 * @param until when another took its place; null for the one that issues
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way through, never compared
public record LocalAuthorityRow(
    byte[] rootDer, Fingerprint rootSha256, Instant from, @Nullable Instant until) {}
