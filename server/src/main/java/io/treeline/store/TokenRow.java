package io.treeline.store;

import io.treeline.core.cert.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token for the API, without its secret.
 *
 * @param id public, for lists and for revoking
 * @param hash SHA-256 of the secret
 * @param domainId the top of the subtree that it is bound to; it goes when that domain is removed
 * @param expires null for never
 */
public record TokenRow(
    String id,
    Fingerprint hash,
    long domainId,
    String role,
    Instant created,
    @Nullable Instant expires) {}
