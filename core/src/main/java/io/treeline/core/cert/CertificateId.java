package io.treeline.core.cert;

/**
 * The identity of one certificate value: it never changes what it stands for. A domain's next value
 * has another id.
 *
 * @param value positive for a value that the store holds; negative for one that only this process
 *     knows (a certdir's pair), and far below that for a certificate that answers a challenge
 */
public record CertificateId(long value) {

  private static final long OF_CHALLENGES = Long.MIN_VALUE;
  private static final long END_OF_CHALLENGES = OF_CHALLENGES + (1L << 62);

  /** Refuses zero, which stands for no certificate in packed forms. */
  public CertificateId {
    if (value == 0) {
      throw new IllegalArgumentException("0 is no certificate");
    }
  }

  /**
   * The id of a certificate that answers a tls-alpn-01 challenge: 62 bits of its fingerprint, so
   * that all servers give it the same one and none is ever used again.
   */
  public static CertificateId ofChallenge(Fingerprint leaf) {
    return new CertificateId(OF_CHALLENGES + (Long.parseUnsignedLong(leaf.hex(), 0, 16, 16) >>> 2));
  }

  /** Whether the certificate answers a challenge, and is of no use to anybody afterwards. */
  public boolean isOfChallenge() {
    return value < END_OF_CHALLENGES;
  }
}
