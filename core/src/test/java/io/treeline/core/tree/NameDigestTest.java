package io.treeline.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.name.DomainName;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class NameDigestTest {

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @Test
  void onePassYieldsTheDigestOfEachParentName() {
    for (int i = 0; i < 2_000; i++) {
      String name = name();
      ParentNames parents = new ParentNames(DomainName.ofStored(name));
      DomainName expected = DomainName.ofStored(name).parent();
      while (parents.next()) {
        assertThat(expected).as("seed %d, %s", seed, name).isNotNull();
        assertThat(parents).hasToString(expected.text());
        assertThat(parents.digest()).isEqualTo(NameDigest.of(expected.octets()));
        expected = expected.parent();
      }
      assertThat(expected).as("seed %d, %s", seed, name).isNull();
    }
  }

  @Test
  void differentNamesHaveDifferentDigestsInBothHalves() {
    Map<Long, String> firsts = new HashMap<>();
    Map<Long, String> seconds = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      String name = name();
      NameDigest digest = of(name);
      assertThat(firsts.putIfAbsent(digest.first(), name))
          .as("seed %d, %s", seed, name)
          .isIn(null, name);
      assertThat(seconds.putIfAbsent(digest.second(), name))
          .as("seed %d, %s", seed, name)
          .isIn(null, name);
    }
  }

  @Test
  void whereLabelsEndMatters() {
    assertThat(of("ab.c")).isNotEqualTo(of("a.bc"));
    assertThat(of("abcdefg.h")).isNotEqualTo(of("abcdefgh"));
    assertThat(of("abcdefgh.i")).isNotEqualTo(of("h.abcdefgi"));
  }

  @Test
  void bothHalvesAreBelowThePrime() {
    for (int i = 0; i < 10_000; i++) {
      NameDigest digest = of(name());
      assertThat(digest.first()).as("seed %d", seed).isBetween(0L, (1L << 61) - 2);
      assertThat(digest.second()).as("seed %d", seed).isBetween(0L, (1L << 61) - 2);
    }
  }

  private static NameDigest of(String name) {
    return NameDigest.of(DomainName.ofStored(name).octets());
  }

  /** Short labels of few letters beside long ones, so that names resemble each other. */
  private String name() {
    StringBuilder name = new StringBuilder();
    for (int labels = 1 + random.nextInt(5); labels > 0; labels--) {
      int length = random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(9);
      for (int i = 0; i < length; i++) {
        name.append((char) ('a' + random.nextInt(3)));
      }
      name.append(labels == 1 ? "" : ".");
    }
    return name.toString();
  }
}
