package io.treeline.acme;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account at an authority (RFC 8555 §7.1.2), without its key. Immutable.
 *
 * @param holder who shares it: {@code email:ADDRESS}, or {@code tenant:NAME}
 * @param status {@code new} until the authority has confirmed it, then {@code valid}; one that
 *     ended says why
 * @param location its URL at the authority, null until it is confirmed
 * @param ended when another took its place, null for one in force
 */
public record IssuanceAccount(
    long id,
    URI directory,
    String holder,
    String email,
    String status,
    @Nullable URI location,
    Instant made,
    @Nullable Instant ended) {}
