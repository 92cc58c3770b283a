package io.treeline.certdir;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import java.time.Instant;

/**
 * The pair of a certdir, without its key. Immutable.
 *
 * @param id negative, and another for each new pair
 * @param certificate what it shows
 * @param since when it came into force
 */
public record CertdirPair(CertificateId id, PublicBundle certificate, Instant since) {}
