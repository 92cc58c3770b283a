package io.treeline.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Versions of a tree against plain maps, one for each version. */
class DomainTreePropertyTest {

  /** An id that no domain has: the parent of those at the top. */
  private static final long TOP = 1L << 20;

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  /** A version and what must be in it, for ever. */
  private record Version(DomainTree tree, Map<Long, Domain> domains) {}

  @Test
  void everyVersionStaysAsItWasWhileTheNextOnesGrowShrinkRenameAndMove() {
    List<Version> versions = new ArrayList<>();
    versions.add(new Version(DomainTree.EMPTY, Map.of()));
    long nextId = 1;
    for (int i = 0; i < 60; i++) {
      Version base = versions.get(random.nextInt(versions.size()));
      Map<Long, Domain> domains = new HashMap<>(base.domains());
      DomainTree.Edit edit = base.tree().edit();
      for (int n = random.nextInt(400); n > 0; n--) {
        nextId += random.nextInt(5) == 0 ? 3_000 : 1;
        put(edit, domains, nextId);
      }
      for (Long id : List.copyOf(domains.keySet())) {
        switch (random.nextInt(4)) {
          case 0 -> {
            domains.remove(id);
            edit.remove(id);
          }
          case 1 -> put(edit, domains, id);
          default -> {}
        }
      }
      versions.add(new Version(edit.freeze(i + 1), domains));
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

  private void put(DomainTree.Edit edit, Map<Long, Domain> domains, long id) {
    String name = "n" + id + "-" + random.nextInt(3) + ".example";
    Domain domain =
        new Domain(
            id,
            DomainName.parse(name),
            parent(id),
            random.nextInt(3) == 0 ? random.nextLong(1, 1_000) : 0,
            DomainSettings.NONE);
    domains.put(id, domain);
    edit.put(domain);
  }

  /**
   * A parent with a lower or a higher id, in the tree, or not yet, or never; without a cycle, since
   * {@link #rank} falls on the way up.
   */
  private long parent(long id) {
    long parent = random.nextLong(1, 2 * id + 2);
    return rank(parent) < rank(id) ? parent : TOP;
  }

  private static long rank(long id) {
    return id == TOP ? Long.MIN_VALUE : id * 0x9E3779B97F4A7C15L;
  }

  private static Domain domain(long id, String name) {
    return new Domain(id, DomainName.parse(name), TOP, 0, DomainSettings.NONE);
  }

  private void agrees(Version version) {
    DomainTree tree = version.tree();
    assertThat(tree.size()).as("seed %d", seed).isEqualTo(version.domains().size());
    Map<Long, Domain> seen = new HashMap<>();
    tree.forEach(domain -> seen.put(domain.id(), domain));
    assertThat(seen).as("seed %d", seed).isEqualTo(version.domains());
    version
        .domains()
        .forEach((id, domain) -> {
          assertThat(tree.domain(domain.name())).as("seed %d, %s", seed, domain).isSameAs(domain);
          assertThat(given(tree, domain))
              .as("seed %d, what %s gets", seed, domain)
              .isEqualTo(given(version.domains(), domain));
          for (int i = 0; i < 3; i++) {
            String name = "n" + id + "-" + i + ".example";
            assertThat(tree.domain(DomainName.parse(name)) != null)
                .as("seed %d, %s", seed, name)
                .isEqualTo(name.equals(domain.name().text()));
          }
        });
  }

  /**
   * The certificate that a domain or its nearest parent gives, 0 for none, as a lookup finds it.
   */
  private static long given(DomainTree tree, Domain domain) {
    Choice choice =
        CertificateLookup.choose(
            tree, new Sni.Name(domain.name()), new Fallback(null, null), Trace.NONE);
    return choice instanceof Choice.OfDomain(long id, CertificateId certificate)
        ? certificate.value()
        : 0;
  }

  private static long given(Map<Long, Domain> domains, @Nullable Domain domain) {
    if (domain == null || domain.hasCertificate()) {
      return domain == null ? 0 : domain.certificateId();
    }
    return given(domains, domains.get(domain.parentId()));
  }
}
