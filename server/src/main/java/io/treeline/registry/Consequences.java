package io.treeline.registry;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.WhatIf;
import io.treeline.registry.Ledger.View;
import org.jspecify.annotations.Nullable;

/**
 * Says what a certificate or its end would change, before anything is stored. Only the names are
 * walked that would get another one: down each branch as far as nobody has one of his own.
 */
final class Consequences {

  private Consequences() {}

  static WhatIf ofPutting(View view, Domain domain, PublicBundle certificate) {
    CertificateId id = domain.certificate();
    PublicBundle inForce = id == null ? null : bundle(view, id);
    return inForce != null && inForce.pairs().equals(certificate.pairs())
        ? WhatIf.unchanged(domain.name())
        : counted(view, domain, WhatIf.ofPutting(view.tree, domain, certificate));
  }

  static WhatIf ofClearing(View view, Domain domain) {
    WhatIf.Count count = WhatIf.ofClearing(view.tree, domain, id -> bundle(view, id));
    return domain.hasCertificate() ? counted(view, domain, count) : count.result();
  }

  private static WhatIf counted(View view, Domain domain, WhatIf.Count count) {
    view.read.servedAlike(domain.id(), (id, name) -> count.name(name));
    return count.result();
  }

  private static @Nullable PublicBundle bundle(View view, CertificateId id) {
    CertificateView stored = StoredCertificates.view(view.read, id);
    return stored == null ? null : stored.bundle();
  }
}
