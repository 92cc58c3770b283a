package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Rights;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.registry.Ledger.View;
import io.treeline.store.DomainRow;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about domains, from one snapshot of the store each. */
final class Queries {

  private final Ledger ledger;

  Queries(Ledger ledger) {
    this.ledger = ledger;
  }

  DomainView show(Principal who, DomainName name) {
    return ledger.read(who, view -> shown(view, view.seen(name)));
  }

  DomainView top(Principal who) {
    return ledger.read(who, view -> shown(view, topOf(view)));
  }

  List<DomainView> children(
      Principal who, @Nullable DomainName parentName, @Nullable DomainName after, int limit) {
    return ledger.read(
        who,
        view -> {
          Domain parent = parentName == null ? topOf(view) : view.seen(parentName);
          return view.read.children(parent.id(), after, limit).stream()
              .map(row -> shown(view, domain(view, row)))
              .toList();
        });
  }

  List<CertificateView> history(Principal who, DomainName name) {
    return ledger.read(
        who,
        view ->
            view.read.history(view.seen(name).id()).stream()
                .map(StoredCertificates::view)
                .filter(Objects::nonNull)
                .toList());
  }

  void export(Principal who, OutputStream jsonLines) {
    ledger.read(
        who,
        view -> {
          new Export(view, jsonLines).run();
          return null;
        });
  }

  @Nullable CertificateView certificate(Principal who, CertificateId id) {
    return ledger.<@Nullable CertificateView>read(
        who, view -> StoredCertificates.view(view.read, id));
  }

  static DomainView shown(View view, Domain domain) {
    Domain parent = view.tree.parent(domain);
    CertificateId certificate = domain.certificate();
    DomainRow row = Objects.requireNonNull(view.read.domain(domain.id()));
    return new DomainView(
        domain.name(),
        parent != null && view.sees(parent) ? parent.name() : null,
        domain.settings(),
        certificate == null ? null : StoredCertificates.view(view.read, certificate),
        view.read.childCount(domain.id()),
        row.version());
  }

  private static Domain domain(View view, DomainRow row) {
    return Objects.requireNonNull(view.tree.domain(row.id()), "the tree is of the same snapshot");
  }

  private static Domain topOf(View view) {
    Domain top = Rights.top(view.who, view.tree);
    if (top == null) {
      throw new Refusal.NotFound("This token's subtree is gone: ask for another token.");
    }
    return top;
  }
}
