package io.treeline.core.cert;

/**
 * The identity of one certificate value: it never changes what it stands for. A domain's next value
 * has another id.
 *
 * @param value positive for a value that the store holds, negative for one that only this process
 *     knows (a certdir's pair)
 */
public record CertificateId(long value) {

  /** Refuses zero, which stands for no certificate in packed forms. */
  public CertificateId {
    if (value == 0) {
      throw new IllegalArgumentException("0 is no certificate");
    }
  }
}
