package io.treeline.registry;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored certificate as its readers see it: never with a key. Immutable.
 *
 * @param source {@code uploaded}, {@code acme}, {@code self-signed}, {@code local-ca} or {@code
 *     default}
 * @param bundle header, certificates, fingerprints
 * @param until when it went out of force; null while it is in force
 * @param keysHeld whether its private keys are still held
 * @param by who put it; null where that isn't known
 */
public record CertificateView(
    CertificateId id,
    String source,
    PublicBundle bundle,
    Instant from,
    @Nullable Instant until,
    boolean keysHeld,
    @Nullable String by) {}
