package io.treeline.core.tree;

import io.treeline.core.name.DomainName;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One version of the tree of domains: every domain by name and by id, and the number of the change
 * that made it so.
 *
 * <p>Immutable, so that a handshake decides on one version however long it takes, without a lock.
 * The next version shares all that did not change ({@link Edit}): a change costs microseconds among
 * a million domains. A domain points at its parent by id, not by name and not by reference, so that
 * a changed parent doesn't touch its descendants.
 *
 * <p>It keeps no rules: whoever edits it (the registry) has checked them.
 */
public final class DomainTree {

  /** The tree before anything was read: without even a master. */
  public static final DomainTree EMPTY =
      new DomainTree(NameIndex.EMPTY, Pages.EMPTY, Parents.EMPTY, 0, Domain.NONE, 0);

  private final NameIndex byName;
  private final Pages byId;
  private final Parents parents;
  private final int size;
  private final long masterId;
  private final long change;

  private DomainTree(
      NameIndex byName, Pages byId, Parents parents, int size, long masterId, long change) {
    this.byName = byName;
    this.byId = byId;
    this.parents = parents;
    this.size = size;
    this.masterId = masterId;
    this.change = change;
  }

  /** How many domains there are, the master included. */
  public int size() {
    return size;
  }

  /** The number of the last change that is in it. */
  public long change() {
    return change;
  }

  /** The root; null only in {@link #EMPTY}. */
  public @Nullable Domain master() {
    return domain(masterId);
  }

  /** The domain of that name, if it is in the tree. */
  public @Nullable Domain domain(DomainName name) {
    return domain(byName.id(slot(name)));
  }

  /** The domain of that id, if it is in the tree. */
  public @Nullable Domain domain(long id) {
    return id <= 0 ? null : (Domain) byId.get(id);
  }

  /** The parent of a domain of this version; null for the master. */
  public @Nullable Domain parent(Domain domain) {
    return domain(domain.parentId());
  }

  /**
   * The tenant that a domain of this version belongs to (itself, if it is one); null for the
   * master.
   */
  public @Nullable Domain tenant(Domain domain) {
    Domain at = domain;
    while (at != null && at.parentId() != masterId) {
      at = parent(at);
    }
    return at;
  }

  /** The nearest domain above a name, by name: its first parent name that is in the tree. */
  public @Nullable Domain nearestAbove(DomainName name) {
    return nearestAbove(name, any -> true);
  }

  /** The nearest domain above a name, by name, of those that {@code which} takes. */
  public @Nullable Domain nearestAbove(DomainName name, Predicate<Domain> which) {
    ParentNames names = new ParentNames(name);
    while (names.next()) {
      Domain found = domain(byName.id(slot(names)));
      if (found != null && which.test(found)) {
        return found;
      }
    }
    return null;
  }

  /**
   * The value of a setting for a domain: its own, else (if it is inherited) its nearest ancestor's.
   */
  public @Nullable String effective(Domain domain, Setting setting) {
    Domain at = domain;
    while (at != null) {
      String own = at.settings().get(setting);
      if (own != null) {
        return own;
      }
      at = setting.inherited() ? parent(at) : null;
    }
    return setting.fallback();
  }

  /** Hands out every domain, in the order of their ids. */
  public void forEach(Consumer<Domain> action) {
    new ById(byId::get, size).forEachRemaining(action);
  }

  /** A next version in the making. */
  public Edit edit() {
    return new Edit(this);
  }

  /** The slot of the domain of that name in the table of names; a free one where there is none. */
  long slot(DomainName name) {
    return byName.find(NameDigest.of(name.octets()));
  }

  /** The same for the present one of the parent names. */
  long slot(ParentNames names) {
    return byName.find(names.digest());
  }

  /** The id of the domain in a slot; 0 for a free one. */
  long idIn(long slot) {
    return byName.id(slot);
  }

  /** What the domain in a slot gives ({@link Parents}). */
  long givenIn(long slot) {
    return byName.gives(slot);
  }

  /** The id of the parent of that number. */
  long idOfParent(long number) {
    return parents.id(number);
  }

  /** What the parent of that number gives. */
  long givenByParent(long number) {
    return parents.gives(number);
  }

  /** What the master gives. */
  long givenByMaster() {
    return parents.givenBy(masterId);
  }

  long masterId() {
    return masterId;
  }

  /** A version of the tree in the making. Belongs to one thread; the base stays as it is. */
  public static final class Edit {

    private final NameIndex.Edit byName;
    private final Pages.Edit byId;
    private final Parents.Edit parents;
    private int size;
    private long masterId;

    private Edit(DomainTree base) {
      this.byName = base.byName.edit();
      this.byId = base.byId.edit();
      this.parents = base.parents.edit(this::domain);
      this.size = base.size;
      this.masterId = base.masterId;
    }

    /** The domain of that name in the version so far. */
    public @Nullable Domain domain(DomainName name) {
      return domain(byName.idOf(NameDigest.of(name.octets())));
    }

    /** The domain of that id in the version so far. */
    public @Nullable Domain domain(long id) {
      return id <= 0 ? null : (Domain) byId.get(id);
    }

    /**
     * The nearest domain above a name, by name, in the version so far, that {@code which} takes.
     */
    public @Nullable Domain nearestAbove(DomainName name, Predicate<Domain> which) {
      ParentNames names = new ParentNames(name);
      while (names.next()) {
        Domain found = domain(byName.idOf(names.digest()));
        if (found != null && which.test(found)) {
          return found;
        }
      }
      return null;
    }

    /** Makes room for so many domains at once: to grow bit by bit takes longer. */
    public Edit expect(long count) {
      byName.fit(count);
      return this;
    }

    /** Adds a domain, or puts it in the place of the one with its id. */
    public Edit put(Domain domain) {
      Domain before = domain(domain.id());
      byId.set(domain.id(), domain);
      long gives = parents.put(domain);
      if (before == null) {
        byName.fit(size + 1);
        byName.add(domain, gives);
        size++;
      } else if (before.isNamedAs(domain)) {
        byName.giveAnew(domain, gives);
      } else {
        byName.remove(before);
        byName.add(domain, gives);
      }
      if (domain.isMaster()) {
        masterId = domain.id();
      }
      return this;
    }

    /** Takes a domain out, if it is there. */
    public Edit remove(long id) {
      Domain before = domain(id);
      if (before != null) {
        byName.remove(before);
        byId.set(id, null);
        parents.remove(id);
        size--;
      }
      return this;
    }

    /** The finished version; this edit can't be used after. */
    public DomainTree freeze(long change) {
      return new DomainTree(
          byName.freeze(), byId.freeze(), parents.freeze(), size, masterId, change);
    }
  }

  private static final class ById implements Iterator<Domain> {

    private final LongFunction<@Nullable Object> slots;
    private int left;
    private long id;

    ById(LongFunction<@Nullable Object> slots, int size) {
      this.slots = slots;
      this.left = size;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Domain next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      Object found = null;
      while (found == null) {
        found = slots.apply(++id);
      }
      left--;
      return (Domain) found;
    }
  }
}
