package io.treeline.registry;

import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.store.LocalAuthorityRow;
import java.time.Instant;
import java.util.List;

/**
 * The root of the installation's own authority as its readers see it: never with a key. Immutable.
 *
 * @param root the root alone
 * @param from since when it issues
 */
public record LocalRoot(PublicPair root, Instant from) {

  static LocalRoot of(LocalAuthorityRow row) throws UnusableCertificateException {
    return new LocalRoot(PublicPair.restore(List.of(row.rootDer())), row.from());
  }
}
