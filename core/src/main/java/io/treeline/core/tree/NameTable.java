package io.treeline.core.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The domains by name: a hash table whose buckets lie in {@link Pages}, so that a version costs
 * what changed.
 *
 * <p>Mostly three reads of memory (bucket, domain, its name) find a domain among a million, where a
 * trie of labels would take one read or more a label. Immutable.
 */
final class NameTable {

  static final NameTable EMPTY = new NameTable(Pages.EMPTY, 10);

  private final Pages buckets;
  private final int bits;

  private NameTable(Pages buckets, int bits) {
    this.buckets = buckets;
    this.bits = bits;
  }

  /** The domain named {@code text} from {@code start} to its end; {@code hash} is that name's. */
  @Nullable Domain find(String text, int start, int hash) {
    return find(buckets.get(slot(hash, bits)), text, start, hash);
  }

  private static @Nullable Domain find(@Nullable Object bucket, String text, int start, int hash) {
    if (bucket instanceof Domain domain) {
      return domain.isNamed(text, start) ? domain : null;
    }
    if (bucket instanceof Domain[] several) {
      for (Domain domain : several) {
        if (domain.hash() == hash && domain.isNamed(text, start)) {
          return domain;
        }
      }
    }
    return null;
  }

  Edit edit() {
    return new Edit(buckets.edit(), bits);
  }

  private static long slot(int hash, int bits) {
    return hash >>> (32 - bits);
  }

  /** A version in the making; belongs to one thread. */
  static final class Edit {

    private static final int MAX_BITS = 30;

    /** So that few share one: a second domain in a bucket costs two more reads of cold memory. */
    private static final int BUCKETS_A_DOMAIN = 4;

    private Pages.Edit buckets;
    private int bits;

    private Edit(Pages.Edit buckets, int bits) {
      this.buckets = buckets;
      this.bits = bits;
    }

    @Nullable Domain find(String text, int start, int hash) {
      return NameTable.find(buckets.get(slot(hash, bits)), text, start, hash);
    }

    void add(Domain domain) {
      long slot = slot(domain.hash(), bits);
      Object held = buckets.get(slot);
      if (held == null) {
        buckets.set(slot, domain);
      } else {
        List<Domain> bucket = several(held);
        bucket.add(domain);
        put(slot, bucket);
      }
    }

    void remove(Domain domain) {
      long slot = slot(domain.hash(), bits);
      List<Domain> bucket = several(buckets.get(slot));
      bucket.removeIf(other -> other.id() == domain.id());
      put(slot, bucket);
    }

    /** Spreads all domains over more buckets once there are fewer than four for each. */
    void fit(int count, Iterable<Domain> all) {
      if (count <= capacity() || bits == MAX_BITS) {
        return;
      }
      while (count > capacity() && bits < MAX_BITS) {
        bits++;
      }
      buckets = Pages.EMPTY.edit();
      all.forEach(this::add);
    }

    private int capacity() {
      return (1 << bits) / BUCKETS_A_DOMAIN;
    }

    NameTable freeze() {
      return new NameTable(buckets.freeze(), bits);
    }

    private static List<Domain> several(@Nullable Object held) {
      List<Domain> domains = new ArrayList<>(2);
      if (held instanceof Domain domain) {
        domains.add(domain);
      } else if (held instanceof Domain[] several) {
        domains.addAll(List.of(several));
      }
      return domains;
    }

    private void put(long slot, List<Domain> bucket) {
      Object held =
          switch (bucket.size()) {
            case 0 -> null;
            case 1 -> bucket.getFirst();
            default -> bucket.toArray(Domain[]::new);
          };
      buckets.set(slot, held);
    }
  }
}
