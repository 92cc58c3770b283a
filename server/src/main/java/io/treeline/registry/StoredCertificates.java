package io.treeline.registry;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.store.CertificateRow;
import io.treeline.store.PairRow;
import io.treeline.store.StoreRead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns stored rows into what readers see. */
final class StoredCertificates {

  private StoredCertificates() {}

  /**
   * The view of a certificate; null if its row is gone or doesn't parse (the monitor reports that).
   */
  static @Nullable CertificateView view(StoreRead read, CertificateId id) {
    CertificateRow row = read.certificate(id);
    return row == null ? null : view(row);
  }

  static @Nullable CertificateView view(CertificateRow row) {
    List<PublicPair> pairs = new ArrayList<>();
    try {
      for (PairRow pair : row.pairs()) {
        pairs.add(PublicPair.restore(pair.chainDer()));
      }
    } catch (UnusableCertificateException e) {
      return null;
    }
    return new CertificateView(
        row.id(),
        row.source(),
        new PublicBundle(row.header(), pairs),
        row.from(),
        row.until(),
        row.pairs().stream().allMatch(PairRow::hasKey),
        row.by());
  }
}
