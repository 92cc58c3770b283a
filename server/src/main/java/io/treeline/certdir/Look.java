package io.treeline.certdir;

import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.Fingerprint;

/** What one look at a certdir found. */
sealed interface Look {

  /**
   * A pair that can be served.
   *
   * @param digest of both files, so that a pair which was only touched is known again
   */
  record Good(CertificateBundle bundle, Fingerprint digest) implements Look {}

  /** Nothing that can be served; one sentence says why and what to do. */
  record Bad(String reason) implements Look {}
}
