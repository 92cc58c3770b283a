package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.CertificateLookup;
import io.treeline.core.tree.Choice;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Fallback;
import io.treeline.core.tree.Trace;
import io.treeline.core.tree.WhatIf;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a dry run says is what happens, and it looks at nothing else. */
class WhatIfTest extends HouseTest {

  private static final Fallback NONE = new Fallback(null, null);

  @Test
  void whatADryRunSaysIsWhatHappensThen() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> names = grow(random, 60);
    for (int i = 0; i < 30; i++) {
      String name = names.get(random.nextInt(names.size()));
      boolean clear = random.nextInt(3) == 0;
      Upload upload = House.upload(House.pem(name));
      WhatIf said =
          clear
              ? house.registry.whatIfCleared(OWNER, name(name))
              : house.registry.putCertificate(OWNER, name(name), upload, true, null).whatIf();
      DomainTree before = house.tree();
      if (clear) {
        house.registry.clearCertificate(OWNER, name(name), null);
      } else {
        house.registry.putCertificate(OWNER, name(name), upload, false, null);
      }
      assertThat(Set.copyOf(said.firstChanged()))
          .as("%s of %s, seed %d", clear ? "the end" : "a certificate", name, seed)
          .isEqualTo(changed(before, house.tree()));
      assertThat(said.changed()).isEqualTo(said.firstChanged().size());
    }
  }

  @Test
  void onlyTheNamesThatWouldChangeAreWalked() {
    int tenants = 40;
    int below = 250;
    String lines =
        IntStream.range(0, tenants * below)
            .mapToObj(i ->
                i < tenants
                    ? "{\"name\":\"t" + i + ".example\"}"
                    : "{\"name\":\"n" + i + ".t" + i % tenants + ".example\"}")
            .collect(Collectors.joining("\n"));
    house.registry.importLines(
        OWNER,
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
        false,
        false,
        count -> {});
    for (int i = 0; i < tenants - 3; i++) {
      house.put("t" + i + ".example");
    }
    String pem = House.pem("platform.local");

    assertThat(walked("platform.local")).isEqualTo(1 + 3 * below);
    assertThat(whatIf("platform.local", pem).changed()).isEqualTo(1 + 3 * below);
    assertThat(walked("n41.t1.example")).isEqualTo(1);
    assertThat(whatIf("n41.t1.example", pem).changed()).isEqualTo(1);
    assertThat(walked("t7.example")).isEqualTo(below);
  }

  private WhatIf whatIf(String name, String pem) {
    return house.registry.putCertificate(OWNER, name(name), House.upload(pem), true, null).whatIf();
  }

  /** How many rows the store hands out, which is all that a dry run sees. */
  private long walked(String name) {
    long id = house.domain(name).id();
    long[] rows = {0};
    house.store.read(read -> {
      read.servedAlike(id, (each, eachName) -> rows[0]++);
      return true;
    });
    return rows[0];
  }

  private static Set<DomainName> changed(DomainTree before, DomainTree after) {
    Set<DomainName> changed = new HashSet<>();
    after.forEach((Domain domain) -> {
      if (!choice(before, domain.name()).equals(choice(after, domain.name()))) {
        changed.add(domain.name());
      }
    });
    return changed;
  }

  private static Choice choice(DomainTree tree, DomainName name) {
    return CertificateLookup.choose(tree, new Sni.Name(name), NONE, Trace.NONE);
  }

  private List<String> grow(Random random, int count) {
    List<String> names = new ArrayList<>(List.of("platform.local", "a.example", "b.example"));
    house.add("a.example", "b.example");
    while (names.size() < count) {
      String parent = names.get(1 + random.nextInt(names.size() - 1));
      String name = "x" + names.size() + "." + parent;
      house.add(name);
      names.add(name);
    }
    return names;
  }
}
