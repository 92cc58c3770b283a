package io.treeline.core.tree;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the domains that have children give to a lookup, closely together.
 *
 * <p>Of a million domains few are parents, and those few are asked by every child without a
 * certificate. Numbered in a row, not by their ids, they stay in the processor's caches, so that
 * only the child costs a read of memory. Who became a parent keeps its number as long as the
 * process lives.
 *
 * <p>What a domain gives is one number: its certificate's id, else the number of its parent below
 * zero; 0 for a master without a certificate. Immutable.
 */
final class Parents {

  static final Parents EMPTY = new Parents(LongPages.EMPTY, LongPages.EMPTY, 0);

  /** Numbers a row: the id, what it gives. */
  private static final int WIDTH = 2;

  private final LongPages numbers;
  private final LongPages rows;
  private final long last;

  private Parents(LongPages numbers, LongPages rows, long last) {
    this.numbers = numbers;
    this.rows = rows;
    this.last = last;
  }

  /** The id of the parent of that number. */
  long id(long number) {
    return rows.get(number * WIDTH);
  }

  /** What the parent of that number gives. */
  long gives(long number) {
    return rows.get(number * WIDTH + 1);
  }

  /** What the domain of that id gives, a parent; 0 for who is none. */
  long givenBy(long id) {
    return gives(numbers.get(id));
  }

  Edit edit(LongFunction<@Nullable Domain> domains) {
    return new Edit(this, domains);
  }

  /** A version in the making; belongs to one thread. */
  static final class Edit {

    private final LongPages.Edit numbers;
    private final LongPages.Edit rows;
    private final LongFunction<@Nullable Domain> domains;
    private long last;

    private Edit(Parents base, LongFunction<@Nullable Domain> domains) {
      this.numbers = base.numbers.edit();
      this.rows = base.rows.edit();
      this.domains = domains;
      this.last = base.last;
    }

    /** What a domain gives, which is also its row if it has one; the master always has. */
    long put(Domain domain) {
      long gives = gives(domain);
      long number = domain.isMaster() ? number(domain.id()) : numbers.get(domain.id());
      if (number != 0) {
        rows.set(number * WIDTH + 1, gives);
      }
      return gives;
    }

    /** A domain that isn't there gives nothing. */
    void remove(long id) {
      long number = numbers.get(id);
      if (number != 0) {
        rows.set(number * WIDTH + 1, 0);
      }
    }

    Parents freeze() {
      return new Parents(numbers.freeze(), rows.freeze(), last);
    }

    private long gives(Domain domain) {
      if (domain.hasCertificate()) {
        return domain.certificateId();
      }
      return domain.isMaster() ? 0 : -number(domain.parentId());
    }

    /** The number of a parent; who becomes one, be it before it is in the tree, gets the next. */
    private long number(long id) {
      long number = numbers.get(id);
      if (number == 0) {
        number = ++last;
        numbers.set(id, number);
        rows.set(number * WIDTH, id);
        Domain present = domains.apply(id);
        rows.set(number * WIDTH + 1, present == null ? 0 : gives(present));
      }
      return number;
    }
  }
}
