package io.treeline.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Versions of a tree against plain maps, one for each version. */
class DomainTreePropertyTest {

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  /** A version and what must be in it, for ever. */
  private record Version(DomainTree tree, Map<Long, String> names) {}

  @Test
  void everyVersionStaysAsItWasWhileTheNextOnesGrowShrinkAndRename() {
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(DomainTree.EMPTY, Map.of()));
    long nextId = 1;
    for (int i = 0; i < 60; i++) {
      Version base = versions.get(random.nextInt(versions.size()));
      Map<Long, String> names = new HashMap<>(base.names());
      DomainTree.Edit edit = base.tree().edit();
      for (int n = random.nextInt(400); n > 0; n--) {
        nextId += random.nextInt(5) == 0 ? 3_000 : 1;
        names.put(nextId, put(edit, nextId));
      }
      for (Long id : List.copyOf(names.keySet())) {
        switch (random.nextInt(4)) {
          case 0 -> {
            names.remove(id);
            edit.remove(id);
          }
          case 1 -> names.put(id, put(edit, id));
          default -> {}
        }
      }
      versions.add(new Version(edit.freeze(i + 1), names));
    }
    versions.forEach(this::agrees);
  }

  @Test
  void twoDomainsMayExchangeTheirNamesInOneEdit() {
    DomainTree.Edit first = DomainTree.EMPTY.edit();
    first.put(domain(1, "a.example")).put(domain(2, "b.example"));
    DomainTree before = first.freeze(1);

    DomainTree after =
        before.edit().put(domain(1, "b.example")).put(domain(2, "a.example")).freeze(2);

    assertThat(after.domain(DomainName.parse("a.example"))).extracting(Domain::id).isEqualTo(2L);
    assertThat(after.domain(DomainName.parse("b.example"))).extracting(Domain::id).isEqualTo(1L);
    assertThat(before.domain(DomainName.parse("a.example"))).extracting(Domain::id).isEqualTo(1L);
    assertThat(after.size()).isEqualTo(2);
  }

  private String put(DomainTree.Edit edit, long id) {
    String name = "n" + id + "-" + random.nextInt(3) + ".example";
    edit.put(domain(id, name));
    return name;
  }

  private static Domain domain(long id, String name) {
    return new Domain(id, DomainName.parse(name), Long.MAX_VALUE, 0, DomainSettings.NONE);
  }

  private void agrees(Version version) {
    DomainTree tree = version.tree();
    assertThat(tree.size()).as("seed %d", seed).isEqualTo(version.names().size());
    Map<Long, String> seen = new HashMap<>();
    tree.forEach(domain -> seen.put(domain.id(), domain.name().text()));
    assertThat(seen).as("seed %d", seed).isEqualTo(version.names());
    version
        .names()
        .forEach((id, name) -> {
          Domain found = tree.domain(DomainName.parse(name));
          assertThat(found).as("seed %d, %s", seed, name).isNotNull();
          assertThat(found.id()).isEqualTo(id);
        });
    for (int i = 0; i < 3; i++) {
      for (Long id : version.names().keySet()) {
        String name = "n" + id + "-" + i + ".example";
        boolean there = name.equals(version.names().get(id));
        assertThat(tree.domain(DomainName.parse(name)) != null)
            .as("seed %d, %s", seed, name)
            .isEqualTo(there);
      }
    }
  }
}
