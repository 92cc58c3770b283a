package io.treeline.registry;

import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.HeldKeys;
import io.treeline.core.cert.KnownRoots;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.core.tree.Domain;
import io.treeline.registry.Ledger.View;
import io.treeline.store.HeldKey;
import io.treeline.store.LocalAuthorityRow;
import io.treeline.store.StoreRead;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the installation has that a certificate's text may lean on.
 *
 * @param keys those that a text may name by fingerprint
 * @param ownRoots the roots of the local authority, earlier ones too
 */
record AtHand(HeldKeys keys, KnownRoots ownRoots) {

  static AtHand of(View view) {
    return new AtHand(spki -> heldKey(view, spki), ownRoots(view.read));
  }

  /**
   * A key of a certificate that the principal sees: whoever may not see a domain can't take its key
   * by naming it.
   */
  static byte @Nullable [] heldKey(View view, Fingerprint spki) {
    HeldKey held = view.read.heldKey(spki, owner -> sees(view, owner));
    return held == null ? null : held.pkcs8();
  }

  static KnownRoots ownRoots(StoreRead read) {
    List<X509Certificate> roots = new ArrayList<>();
    for (LocalAuthorityRow row : read.localAuthorities()) {
      try {
        roots.add(PublicPair.restore(List.of(row.rootDer())).leaf());
      } catch (UnusableCertificateException e) {
        // One that is damaged issued nothing that can be checked against it.
      }
    }
    return KnownRoots.of(roots);
  }

  private static boolean sees(View view, long ownerId) {
    Domain owner = view.tree.domain(ownerId);
    Domain asked = owner != null ? owner : view.tree.master();
    return asked != null && view.sees(asked);
  }
}
