package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.registry.Ledger.Page;
import io.treeline.store.DomainRow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds, renames, moves and removes domains. */
final class TreeWrites {

  private final Ledger ledger;

  TreeWrites(Ledger ledger) {
    this.ledger = ledger;
  }

  void add(Principal who, DomainName name, @Nullable DomainName parentName, boolean allowNested) {
    ledger.write(
        who,
        page -> {
          Domain parent = parentName == null ? nearest(page, name) : page.seen(parentName);
          Rights.require(Right.ADMIN, who, page.tree, parent);
          if (page.tree.domain(name) != null) {
            throw new Refusal.Conflict(PlaceRules.taken(name));
          }
          PlaceRules.hold(PlaceRules.fits(name, parent));
          keepApart(page, name, parent, allowNested);
          long unused = page.write.insertDomain(name, parent.id());
          page.note("domain.add", name, "under " + parent.name());
          return null;
        });
  }

  void move(
      Principal who,
      DomainName name,
      DomainName parentName,
      boolean allowNested,
      @Nullable Long ifVersion) {
    ledger.write(
        who,
        page -> {
          Domain domain = page.requireMovable(name);
          page.checkVersion(domain, ifVersion);
          Domain parent = page.require(Right.ADMIN, parentName);
          refuseMaster(domain, "moved");
          if (parent.id() == domain.parentId()) {
            return null;
          }
          PlaceRules.hold(PlaceRules.acyclic(page.tree, domain, parent));
          PlaceRules.hold(PlaceRules.fits(name, parent));
          keepApart(page, name, parent, allowNested);
          page.write.move(domain.id(), parent.id());
          page.note("domain.move", name, "under " + parent.name());
          return null;
        });
  }

  void rename(Principal who, DomainName name, DomainName to, @Nullable Long ifVersion) {
    ledger.write(
        who,
        page -> {
          Domain domain = page.requireMovable(name);
          page.checkVersion(domain, ifVersion);
          if (to.equals(name)) {
            return null;
          }
          Domain parent = page.tree.parent(domain);
          if (parent != null) {
            PlaceRules.hold(PlaceRules.fits(to, parent));
          }
          Renaming renaming = Renaming.of(page, domain, to);
          renaming.requireFree();
          if (parent == null || parent.isMaster()) {
            renaming.requireApart();
          }
          renaming.write();
          page.note("domain.rename", name, "to " + to + ", " + renaming.size() + " names");
          return null;
        });
  }

  long remove(Principal who, DomainName name, boolean recursive, @Nullable Long ifVersion) {
    return ledger.write(
        who,
        page -> {
          Domain domain = page.requireMovable(name);
          page.checkVersion(domain, ifVersion);
          refuseMaster(domain, "removed");
          long children = page.write.childCount(domain.id());
          if (children > 0 && !recursive) {
            throw new Refusal.Conflict(
                "'"
                    + name
                    + "' has "
                    + children
                    + (children == 1 ? " domain" : " domains")
                    + " below it: remove them first, or all together with --recursive.");
          }
          long removed = page.write.removeSubtree(domain.id());
          page.note("domain.remove", name, removed + " domains");
          return removed;
        });
  }

  /** The nearest domain above that the principal sees, else the master if it sees that. */
  private static Domain nearest(Page page, DomainName name) {
    Domain above = page.tree.nearestAbove(name, page::sees);
    Domain parent =
        above != null
            ? above
            : Objects.requireNonNull(page.tree.master(), "the master is made first");
    if (!page.sees(parent)) {
      throw new Refusal.NotFound(PlaceRules.orphan(name));
    }
    return parent;
  }

  private static void refuseMaster(Domain domain, String done) {
    if (domain.isMaster()) {
      throw new Refusal.Conflict(
          "'"
              + domain.name()
              + "' is the master domain, which is never "
              + done
              + ": 'treeline domain rename' gives it another name.");
    }
  }

  private static void keepApart(Page page, DomainName name, Domain parent, boolean allowNested) {
    if (!parent.isMaster() || allowNested) {
      return;
    }
    PlaceRules.hold(PlaceRules.apart(page.tree, name));
    DomainRow below = page.write.firstBelow(parent.id(), name);
    if (below != null) {
      PlaceRules.hold(PlaceRules.nested(below.name(), name));
    }
  }
}
