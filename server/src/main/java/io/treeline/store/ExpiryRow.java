package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import java.time.Instant;

/**
 * A certificate in use, and when the first of its leaves expires.
 *
 * @param domainId whose it is; 0 for the installation's default
 * @param source {@code uploaded}, {@code acme}, {@code self-signed}, {@code local-ca} or {@code
 *     default}
 */
public record ExpiryRow(
    CertificateId certificate, long domainId, String source, Instant notBefore, Instant notAfter) {}
