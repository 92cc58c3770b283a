package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What one {@code certificate_pem} shows to everybody: header, certificates, and the fingerprints
 * of the keys. It holds no secret. Immutable and safe for use by several threads.
 */
public final class PublicBundle {

  private final String header;
  private final List<PublicPair> pairs;
  private final List<CoveredNames> covered;

  /**
   * @param header the free text before the first block, lines ended by line feeds; may be empty
   * @param pairs one, or two of different families
   */
  public PublicBundle(String header, List<PublicPair> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a bundle has a pair");
    }
    this.header = header;
    this.pairs = List.copyOf(pairs);
    this.covered = this.pairs.stream().map(PublicPair::names).toList();
  }

  /** The free text before the first block. */
  public String header() {
    return header;
  }

  /** The pairs in the order given. */
  public List<PublicPair> pairs() {
    return pairs;
  }

  /** The leaf of the first pair. */
  public X509Certificate leaf() {
    return pairs.getFirst().leaf();
  }

  /** Whether the certificates of all pairs cover the name, whichever a client gets. */
  public boolean covers(DomainName name) {
    return covered.stream().allMatch(names -> names.covers(name));
  }

  /** The names of all pairs, each once, as {@link CoveredNames#texts()}. */
  public List<String> names() {
    return covered.stream().flatMap(names -> names.texts().stream()).distinct().toList();
  }

  /** When the last of the leaves becomes valid. */
  public Instant notBefore() {
    return pairs.stream()
        .map(pair -> pair.leaf().getNotBefore().toInstant())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /** When the first of the leaves expires. */
  public Instant notAfter() {
    return pairs.stream()
        .map(pair -> pair.leaf().getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** The text that reading {@code certificate_pem} answers: the keys by their fingerprints only. */
  public String publicText() {
    StringBuilder text = new StringBuilder(header);
    for (PublicPair pair : pairs) {
      text.append(KeyLine.of(pair.keySha256())).append('\n').append(pair.chainPem());
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "PublicBundle[" + String.join(", ", names()) + ", until " + notAfter() + "]";
  }
}
