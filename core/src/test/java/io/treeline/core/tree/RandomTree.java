package io.treeline.core.tree;

import io.treeline.core.name.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A random tree in both forms, the real and the naive, and random things to ask it for. */
final class RandomTree {

  private static final String[] LABELS = {
    "a", "b", "c", "www", "sip", "_sip", "1", "42", "xn--bcher-kva", "example", "com", "de", "x-y",
  };

  final long seed;
  final NaiveLookup naive = new NaiveLookup();
  private final RandomGenerator random;
  private final List<String> names = new ArrayList<>();
  private final List<Long> ids = new ArrayList<>();
  private final DomainTree.Edit edit;
  private long nextId = 1;
  DomainTree tree;

  RandomTree(long seed, int size) {
    this.seed = seed;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.edit = DomainTree.EMPTY.edit();
    String master = random.nextBoolean() ? "example.com" : "platform.local";
    add(master, null, 0);
    while (names.size() < size) {
      grow();
    }
    tree = edit.freeze(1);
  }

  private void grow() {
    int at = random.nextInt(names.size());
    boolean tenant = at == 0 && random.nextInt(3) > 0;
    String name = tenant ? name(1 + random.nextInt(3)) : label() + "." + names.get(at);
    if (NaiveLookup.isName(name)
        && !naive.domains().containsKey(name)
        && !name.equals(names.get(0))) {
      add(name, names.get(at), ids.get(at));
    }
  }

  private void add(String name, String parent, long parentId) {
    long certificate = random.nextInt(3) == 0 ? 1000 + nextId : 0;
    names.add(name);
    ids.add(nextId);
    naive.put(name, parent, certificate);
    edit.put(
        new Domain(nextId, DomainName.parse(name), parentId, certificate, DomainSettings.NONE));
    nextId++;
  }

  /** Changes the certificate of some domains and takes some leaves out: a next version of both. */
  void change() {
    DomainTree.Edit next = tree.edit();
    for (int i = 0; i < 20; i++) {
      int at = random.nextInt(names.size());
      String name = names.get(at);
      Domain domain = tree.domain(DomainName.parse(name));
      NaiveLookup.Entry entry = naive.domains().get(name);
      if (domain == null || entry == null) {
        continue;
      }
      boolean leaf = naive.domains().values().stream().noneMatch(e -> name.equals(e.parent()));
      if (at > 0 && leaf && random.nextInt(4) == 0) {
        naive.remove(name);
        next.remove(domain.id());
      } else {
        long certificate = random.nextBoolean() ? 5000 + random.nextInt(1000) : 0;
        naive.put(name, entry.parent(), certificate);
        next.put(
            new Domain(
                domain.id(), domain.name(), domain.parentId(), certificate, DomainSettings.NONE));
      }
    }
    tree = next.freeze(tree.change() + 1);
  }

  /** Something to ask for: names of the tree, names near it, and things that are no names. */
  String ask() {
    String name = names.get(random.nextInt(names.size()));
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> name;
      case 3, 4 -> label() + "." + name;
      case 5 -> label() + "." + label() + "." + name;
      case 6 -> name.toUpperCase(java.util.Locale.ROOT) + ".";
      case 7 -> name(1 + random.nextInt(4));
      case 8 -> random.nextInt(256) + ".0.0." + random.nextInt(256);
      case 9 -> "a.." + name;
      case 10 -> "x".repeat(60 + random.nextInt(8)) + "." + name;
      default -> random.nextBoolean() ? null : "y.".repeat(130) + name;
    };
  }

  private String name(int labels) {
    StringBuilder name = new StringBuilder(label());
    for (int i = 1; i < labels; i++) {
      name.append('.').append(label());
    }
    return name.toString();
  }

  private String label() {
    return LABELS[random.nextInt(LABELS.length)];
  }
}
