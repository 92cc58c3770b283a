package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.store.DomainRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
          Domain parent = parentName == null ? nearest(page.tree, name) : page.seen(parentName);
          Rights.require(Right.ADMIN, who, page.tree, parent);
          refuseTaken(page, name);
          PlaceRules.hold(PlaceRules.fits(name, parent));
          keepApart(page, name, parent, allowNested);
          long unused = page.write.insertDomain(name, parent.id());
          page.note("domain.add", name, "under " + parent.name());
          return null;
        });
  }

  void move(Principal who, DomainName name, DomainName parentName, boolean allowNested) {
    ledger.write(
        who,
        page -> {
          Domain domain = page.requireMovable(name);
          Domain parent = page.require(Right.ADMIN, parentName);
          refuseMaster(domain, "moved");
          PlaceRules.hold(PlaceRules.acyclic(page.tree, domain, parent));
          PlaceRules.hold(PlaceRules.fits(name, parent));
          keepApart(page, name, parent, allowNested);
          if (parent.id() != domain.parentId()) {
            page.write.move(domain.id(), parent.id());
            page.note("domain.move", name, "under " + parent.name());
          }
          return null;
        });
  }

  void rename(Principal who, DomainName name, DomainName to) {
    ledger.write(
        who,
        page -> {
          Domain domain = page.requireMovable(name);
          Domain parent = page.tree.parent(domain);
          if (parent != null) {
            PlaceRules.hold(PlaceRules.fits(to, parent));
            keepApart(page, to, parent, false);
          }
          List<Renaming> renamings = renamings(page, domain, to);
          renamings.forEach(each -> page.write.rename(each.id(), each.to()));
          page.note("domain.rename", name, "to " + to + ", " + renamings.size() + " names");
          return null;
        });
  }

  long remove(Principal who, DomainName name, boolean recursive) {
    return ledger.write(
        who,
        page -> {
          Domain domain = page.requireMovable(name);
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

  private static Domain nearest(DomainTree tree, DomainName name) {
    Domain above = tree.nearestAbove(name);
    return above != null
        ? above
        : Objects.requireNonNull(tree.master(), "the master is made first");
  }

  private static void refuseTaken(Ledger.Page page, DomainName name) {
    if (page.tree.domain(name) != null) {
      throw new Refusal.Conflict(
          "'"
              + name
              + "' is in the tree already: names are unique; see 'treeline domain show "
              + name
              + "'.");
    }
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

  private static void keepApart(
      Ledger.Page page, DomainName name, Domain parent, boolean allowNested) {
    if (!parent.isMaster() || allowNested) {
      return;
    }
    PlaceRules.hold(PlaceRules.apart(page.tree, name));
    DomainRow below = page.write.firstBelow(parent.id(), name);
    if (below != null) {
      PlaceRules.hold(PlaceRules.nested(below.name(), name));
    }
  }

  private record Renaming(long id, DomainName from, DomainName to) {}

  /** All names that change, in an order in which none is ever there twice. */
  private static List<Renaming> renamings(Ledger.Page page, Domain top, DomainName to) {
    DomainName from = top.name();
    List<Renaming> all = new ArrayList<>();
    page.write.subtree(
        top.id(),
        (id, name) -> {
          if (id == top.id() || name.isBelow(from)) {
            all.add(new Renaming(id, name, name.rebase(from, to)));
          }
        });
    Set<Long> leaving = all.stream().map(Renaming::id).collect(Collectors.toSet());
    for (Renaming each : all) {
      Domain taken = page.tree.domain(each.to());
      if (taken != null && !leaving.contains(taken.id())) {
        refuseTaken(page, each.to());
      }
    }
    Comparator<Renaming> byLength = Comparator.comparingInt(r -> r.from().text().length());
    all.sort(to.text().length() > from.text().length() ? byLength.reversed() : byLength);
    return all;
  }
}
