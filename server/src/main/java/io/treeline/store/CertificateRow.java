package io.treeline.store;

import io.treeline.core.cert.CertificateId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public part of a stored certificate value.
 *
 * @param domainId whose it is; 0 for the installation's default
 * @param header the free text before the first block; empty for none
 * @param pairs in the order in which they were given
 * @param source {@code uploaded}, {@code acme}, {@code self-signed}, {@code local-ca} or {@code
 *     default}
 * @param until when it went out of force; null while it is in force
 * @param by who put it; null for what was put before that was noted
 */
public record CertificateRow(
    CertificateId id,
    long domainId,
    String header,
    List<PairRow> pairs,
    String source,
    Instant from,
    @Nullable Instant until,
    @Nullable String by) {

  /** Copies the list. */
  public CertificateRow {
    pairs = List.copyOf(pairs);
  }
}
