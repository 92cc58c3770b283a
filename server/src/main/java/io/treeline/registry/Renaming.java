package io.treeline.registry;

import io.treeline.access.Refusal;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.registry.Ledger.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that a new name of one domain changes: its own, and those below it that end in it, as far as
 * the tree goes down without a break. Belongs to one thread.
 */
final class Renaming {

  private final Page page;
  private final DomainName from;
  private final DomainName to;

  /** The new names by the domain's id. */
  private final Map<Long, DomainName> names = new LinkedHashMap<>();

  private Renaming(Page page, DomainName from, DomainName to) {
    this.page = page;
    this.from = from;
    this.to = to;
  }

  /** What follows from giving that domain that name. */
  static Renaming of(Page page, Domain top, DomainName to) {
    Renaming renaming = new Renaming(page, top.name(), to);
    page.write.subtree(top.id(), (id, name) -> renaming.take(id, name, id == top.id()));
    return renaming;
  }

  /** Parents come before their children, so that a break above is known. */
  private void take(long id, DomainName name, boolean isTop) {
    if (isTop || (names.containsKey(before(id).parentId()) && name.isBelow(from))) {
      names.put(id, rebased(name));
    }
  }

  private DomainName rebased(DomainName name) {
    try {
      return name.rebase(from, to);
    } catch (InvalidNameException e) {
      throw new Refusal.Conflict(
          "'" + name + "' below it would get a name that is too long: choose a shorter one.");
    }
  }

  int size() {
    return names.size();
  }

  /** Refuses names that others have. */
  void requireFree() {
    names
        .values()
        .forEach(name -> {
          Domain holder = page.tree.domain(name);
          if (holder != null && !names.containsKey(holder.id())) {
            throw new Refusal.Conflict(PlaceRules.taken(name));
          }
        });
  }

  /** Refuses to put one tenant's name below another's. */
  void requireApart() {
    DomainTree.Edit edit = page.tree.edit();
    names.forEach((id, name) -> edit.put(before(id).withName(name)));
    PlaceRules.newlyNested(
        page.tree,
        edit.freeze(page.tree.change()),
        (lower, upper) -> {
          throw new Refusal.Conflict(PlaceRules.nested(lower.name(), upper.name()));
        });
  }

  /** Writes the names in an order in which none is ever there twice. */
  void write() {
    Comparator<Long> byLength = Comparator.comparingInt(id -> before(id).name().text().length());
    boolean longer = to.text().length() > from.text().length();
    List<Long> ids = new ArrayList<>(names.keySet());
    ids.sort(longer ? byLength.reversed() : byLength);
    ids.forEach(id -> page.write.rename(id, Objects.requireNonNull(names.get(id))));
  }

  private Domain before(long id) {
    return Objects.requireNonNull(page.tree.domain(id), "the tree is of the same snapshot");
  }
}
