package io.treeline.store;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account at an authority (RFC 8555 §7.1.2), without its key. Immutable.
 *
 * @param holder who shares it, unlike for any two accounts in force at one directory
 * @param status {@code new} until the authority has confirmed it, then {@code valid}; one that
 *     ended says why, such as {@code deactivated}
 * @param location the account's URL at the authority, null until it is confirmed
 * @param terms the terms of service that were agreed to, null for none
 * @param changingKey whether another key is held that is to take the place of this one
 * @param ended when another account took its place, null for one in force
 */
public record AcmeAccountRow(
    long id,
    URI directory,
    String holder,
    String email,
    String status,
    @Nullable URI location,
    @Nullable String terms,
    boolean changingKey,
    Instant made,
    @Nullable Instant ended) {}
