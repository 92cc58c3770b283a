package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate in use, and when it expires. Immutable.
 *
 * @param domainId whose it is; 0 for the installation's default
 * @param source {@code uploaded}, {@code acme}, {@code self-signed}, {@code local-ca} or {@code
 *     default}
 * @param leafSha256 of the first of its leaves
 * @param notBefore when the last of its leaves became valid
 * @param notAfter when the first of its leaves expires
 * @param window when its authority would have it renewed; null if that isn't known
 */
public record ExpiryRow(
    CertificateId certificate,
    long domainId,
    String source,
    Fingerprint leafSha256,
    Instant notBefore,
    Instant notAfter,
    AcmeDomainRow.@Nullable Window window) {}
