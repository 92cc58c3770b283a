package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.CatchUp;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AuditLine;
import io.treeline.store.DomainRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries questions and writes out: judged on the tree exactly as the transaction sees it; a write
 * is noted in the audit log in the same transaction, and in force on this server when it returns.
 */
final class Ledger {

  /** How long a caller waits for its change to come into force here; it is durable by then. */
  private static final Duration IN_FORCE = Duration.ofSeconds(10);

  private final Store store;
  private final ChangeFeed feed;

  Ledger(Store store, ChangeFeed feed) {
    this.store = store;
    this.feed = feed;
  }

  /** What {@code question} answers on one snapshot. */
  <T extends @Nullable Object> T read(Principal who, Function<View, T> question) {
    return store.read(
        read -> question.apply(new View(who, read, CatchUp.tree(feed.live().tree(), read))));
  }

  <T extends @Nullable Object> T write(Principal who, Function<Page, T> work) {
    long[] change = {0};
    T result =
        store.write(write -> {
          Page page = new Page(who, write, CatchUp.tree(feed.live().tree(), write));
          T done = work.apply(page);
          change[0] = page.changed ? write.change() : 0;
          return done;
        });
    boolean unused = feed.await(change[0], IN_FORCE);
    return result;
  }

  /** One snapshot as a principal sees it: the rows, and the tree that they make. */
  static sealed class View {

    final StoreRead read;
    final DomainTree tree;
    final Principal who;

    private View(Principal who, StoreRead read, DomainTree tree) {
      this.who = who;
      this.read = read;
      this.tree = tree;
    }

    /** The domain, if the principal sees it. */
    Domain seen(DomainName name) {
      return Rights.seen(who, tree, tree.domain(name), name);
    }

    /** Whether the principal sees this domain of the tree. */
    boolean sees(Domain domain) {
      return Rights.reaches(who, tree, domain);
    }

    /** The domain, if the principal has that right over it. */
    Domain require(Right right, DomainName name) {
      Domain domain = seen(name);
      Rights.require(right, who, tree, domain);
      return domain;
    }

    /**
     * The domain, if the principal may take it out of its place: it needs a right over the parent.
     */
    Domain requireMovable(DomainName name) {
      Domain domain = require(Right.ADMIN, name);
      Domain parent = tree.parent(domain);
      if (parent != null && !sees(parent)) {
        throw new Refusal.Forbidden(Right.ADMIN, "the parent of " + name);
      }
      return domain;
    }

    void checkVersion(Domain domain, @Nullable Long ifVersion) {
      if (ifVersion == null) {
        return;
      }
      DomainRow row = read.domain(domain.id());
      if (row == null || row.version() != ifVersion) {
        throw new Refusal.Stale(
            "'"
                + domain.name()
                + "' was changed since version "
                + ifVersion
                + ": read it again and repeat the change.");
      }
    }
  }

  /** One write in the making: the transaction, and the tree as it was before. */
  static final class Page extends View {

    final StoreWrite write;
    private boolean changed;

    private Page(Principal who, StoreWrite write, DomainTree tree) {
      super(who, write, tree);
      this.write = write;
    }

    void note(String action, Object target, String detail) {
      write.audit(new AuditLine(who.name(), action, target.toString(), detail));
      changed = true;
    }
  }
}
