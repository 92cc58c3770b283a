package io.treeline.bench;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainSettings;
import io.treeline.core.tree.DomainTree;

/** Prints the heap that a tree of a million domains takes, and how long it and one change take. */
public final class TreeMemory {

  private static final int DOMAINS = 1_000_000;

  private TreeMemory() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    long before = used();
    long began = System.nanoTime();
    DomainTree tree = build();
    long built = System.nanoTime();
    long bytes = used() - before;
    System.out.printf(
        "%,d domains: %,d MB of heap, %d bytes a domain, built in %d ms%n",
        tree.size(), bytes >> 20, bytes / tree.size(), (built - began) / 1_000_000);
    System.out.printf("one change: %.1f us%n", changes(tree));
  }

  private static DomainTree build() {
    DomainTree.Edit edit = DomainTree.EMPTY.edit();
    edit.put(new Domain(1, DomainName.parse("platform.local"), 0, 0, DomainSettings.NONE));
    for (int id = 2; id <= DOMAINS; id++) {
      DomainName name = DomainName.parse("host" + id + ".customer" + id / 50 + ".example.com");
      edit.put(new Domain(id, name, 1, id, DomainSettings.NONE));
    }
    return edit.freeze(1);
  }

  private static double changes(DomainTree tree) {
    int rounds = 20_000;
    DomainTree at = tree;
    long began = 0;
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        began = System.nanoTime();
      }
      Domain domain = at.domain(2 + (i * 7919L) % (DOMAINS - 1));
      if (domain != null) {
        at = at.edit().put(domain.withCertificate(null)).freeze(i);
      }
    }
    return (System.nanoTime() - began) / 1e3 / rounds;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
