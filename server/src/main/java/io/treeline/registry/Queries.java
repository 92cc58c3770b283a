package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Rights;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.CatchUp;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.DomainRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about domains, from one snapshot of the store each. */
final class Queries {

  private final Store store;
  private final ChangeFeed feed;

  Queries(Store store, ChangeFeed feed) {
    this.store = store;
    this.feed = feed;
  }

  DomainView show(Principal who, DomainName name) {
    return read(
        (read, tree) -> view(who, read, tree, Rights.seen(who, tree, tree.domain(name), name)));
  }

  DomainView top(Principal who) {
    return read((read, tree) -> view(who, read, tree, topOf(who, tree)));
  }

  List<DomainView> children(
      Principal who, @Nullable DomainName parentName, @Nullable DomainName after, int limit) {
    return read((read, tree) -> {
      Domain parent =
          parentName == null
              ? topOf(who, tree)
              : Rights.seen(who, tree, tree.domain(parentName), parentName);
      return read.children(parent.id(), after, limit).stream()
          .map(row -> view(who, read, tree, domain(tree, row)))
          .toList();
    });
  }

  List<CertificateView> history(Principal who, DomainName name) {
    return read((read, tree) -> {
      Domain domain = Rights.seen(who, tree, tree.domain(name), name);
      return read.history(domain.id()).stream().map(StoredCertificates::view).toList();
    });
  }

  void export(Principal who, OutputStream jsonLines) {
    read((read, tree) -> {
      new Export(read, tree, jsonLines).run(domain -> Rights.reaches(who, tree, domain));
      return null;
    });
  }

  @Nullable CertificateView certificate(CertificateId id) {
    return store.<@Nullable CertificateView>read(read -> StoredCertificates.view(read, id));
  }

  private <T extends @Nullable Object> T read(BiFunction<StoreRead, DomainTree, T> question) {
    return store.read(read -> question.apply(read, CatchUp.tree(feed.live().tree(), read)));
  }

  private static DomainView view(Principal who, StoreRead read, DomainTree tree, Domain domain) {
    Domain parent = tree.parent(domain);
    CertificateId certificate = domain.certificate();
    DomainRow row = Objects.requireNonNull(read.domain(domain.id()));
    return new DomainView(
        domain.name(),
        parent != null && Rights.reaches(who, tree, parent) ? parent.name() : null,
        domain.settings(),
        certificate == null ? null : StoredCertificates.view(read, certificate),
        read.childCount(domain.id()),
        row.version());
  }

  private static Domain domain(DomainTree tree, DomainRow row) {
    return Objects.requireNonNull(tree.domain(row.id()), "the tree is of the same snapshot");
  }

  private static Domain topOf(Principal who, DomainTree tree) {
    Domain top = Rights.top(who, tree);
    if (top == null) {
      throw new Refusal.NotFound("This token's subtree is gone: ask for another token.");
    }
    return top;
  }
}
