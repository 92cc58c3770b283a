package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one {@code certificate_pem} holds: a pair, or two of different key families (a dual
 * certificate), and the header. Immutable and safe for use by several threads; it holds secrets,
 * which {@link #storedText()} and {@link #parts()} give away.
 */
public final class CertificateBundle {

  private final List<CertifiedKey> pairs;
  private final PublicBundle publicPart;

  /**
   * @param header the free text before the first block, lines ended by line feeds; may be empty
   * @param pairs one, or two of different families, in the order of preference
   */
  public CertificateBundle(String header, List<CertifiedKey> pairs) {
    this.pairs = List.copyOf(pairs);
    long families = pairs.stream().map(CertifiedKey::family).distinct().count();
    if (pairs.size() > 2 || families != pairs.size()) {
      throw new IllegalArgumentException("a bundle has one pair, or two of different families");
    }
    this.publicPart =
        new PublicBundle(header, pairs.stream().map(CertifiedKey::publicPair).toList());
  }

  /**
   * The bundle that a store kept in parts, without judging it again.
   *
   * @throws UnusableCertificateException if a part can't be served
   */
  public static CertificateBundle restore(String header, List<PairParts> parts)
      throws UnusableCertificateException {
    List<CertifiedKey> pairs = new ArrayList<>(parts.size());
    for (PairParts each : parts) {
      pairs.add(CertifiedKey.restore(each));
    }
    return new CertificateBundle(header, pairs);
  }

  /** The pairs in the order given; a handshake takes the first that the client can verify. */
  public List<CertifiedKey> pairs() {
    return pairs;
  }

  /** The first pair. */
  public CertifiedKey first() {
    return pairs.getFirst();
  }

  /** The free text before the first block: empty, or lines each ended by a line feed. */
  public String header() {
    return publicPart.header();
  }

  /** All but the keys. */
  public PublicBundle publicPart() {
    return publicPart;
  }

  /** What reading {@code certificate_pem} answers: the keys by their fingerprints only. */
  public String publicText() {
    return publicPart.publicText();
  }

  /** The merged text: header, then key, leaf and chain of each pair. Holds the secrets. */
  public String storedText() {
    StringBuilder text = new StringBuilder(header());
    pairs.forEach(pair -> text.append(pair.keyPem()).append(pair.chainPem()));
    return text.toString();
  }

  /** The form in which a store keeps the pairs. Holds the secrets. */
  public List<PairParts> parts() {
    return pairs.stream().map(CertifiedKey::parts).toList();
  }

  /** Whether the certificates of all pairs cover the name, whichever a client gets. */
  public boolean covers(DomainName name) {
    return publicPart.covers(name);
  }

  /** The names of all pairs, each once, as {@link CoveredNames#texts()}. */
  public List<String> names() {
    return publicPart.names();
  }

  /** When the last of the leaves becomes valid. */
  public Instant notBefore() {
    return publicPart.notBefore();
  }

  /** When the first of the leaves expires. */
  public Instant notAfter() {
    return publicPart.notAfter();
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "CertificateBundle" + pairs;
  }
}
