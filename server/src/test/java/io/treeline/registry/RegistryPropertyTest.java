package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.access.Refusal;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.feed.ChangeFeed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** Random calls of the registry against a model of what the contract says. */
class RegistryPropertyTest extends HouseTest {

  private static final int CALLS = 250;
  private static final String[] LABELS = {"a", "b", "com", "_s"};

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  private final Model model = new Model("platform.local");

  @RepeatedTest(4)
  void theTreeIsWhatTheContractSaysAfterEachCall() {
    for (int i = 0; i < CALLS; i++) {
      String call = call();
      assertThat(seen(house.tree()))
          .as("seed %d, call %d: %s", seed, i, call)
          .isEqualTo(model.nodes);
      agreeOnLookups();
    }
    try (ChangeFeed fresh = ChangeFeed.start(house.store)) {
      DomainTree read = fresh.live().tree();
      assertThat(seen(read)).as("read afresh, seed %d", seed).isEqualTo(model.nodes);
      assertThat(read.change()).isGreaterThanOrEqualTo(house.tree().change());
    }
    assertThat(house.store.read(r -> r.verifyAudit()).toString()).startsWith("Intact");
  }

  private String call() {
    String name = anyName();
    String other = random.nextBoolean() ? anyName() : anyKnown();
    boolean flag = random.nextInt(4) == 0;
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> {
        String parent = random.nextBoolean() ? null : other;
        yield check(
            "add " + name + " under " + parent + " " + flag,
            model.add(name, parent, flag),
            () ->
                house.registry.add(OWNER, name(name), parent == null ? null : name(parent), flag));
      }
      case 4, 5 -> {
        String known = anyKnown();
        yield check(
            "move " + known + " under " + other + " " + flag,
            model.move(known, other, flag),
            () -> house.registry.move(OWNER, name(known), name(other), flag, null));
      }
      case 6, 7, 8 -> {
        String known = anyKnown();
        yield check(
            "rename " + known + " to " + name,
            model.rename(known, name),
            () -> house.registry.rename(OWNER, name(known), name(name), null));
      }
      case 9 -> {
        String known = anyKnown();
        yield check(
            "remove " + known + " " + flag,
            model.remove(known, flag),
            () -> house.registry.remove(OWNER, name(known), flag, null));
      }
      default -> {
        String known = anyKnown();
        String value = random.nextInt(3) == 0 ? null : String.valueOf(random.nextInt(100));
        yield check(
            "set " + known + " " + value,
            model.set(known, value),
            () -> house.set(known, "hsts_max_age", value));
      }
    };
  }

  private String check(String call, boolean allowed, Runnable write) {
    boolean done = true;
    String why = "";
    try {
      write.run();
    } catch (Refusal refusal) {
      done = false;
      why = String.valueOf(refusal.getMessage());
    }
    assertThat(done).as("seed %d, %s: %s", seed, call, why).isEqualTo(allowed);
    return call;
  }

  private void agreeOnLookups() {
    for (String known : model.nodes.keySet()) {
      assertThat(house.tree().effective(house.domain(known), Setting.HSTS_MAX_AGE))
          .as("seed %d, %s", seed, known)
          .isEqualTo(model.effective(known));
    }
    String asked = anyName();
    Domain above = house.tree().nearestAbove(name(asked));
    assertThat(above == null ? null : above.name().text())
        .as("seed %d, above %s", seed, asked)
        .isEqualTo(
            Model.above(asked).stream().filter(model.nodes::containsKey).findFirst().orElse(null));
  }

  private static Map<String, Model.Node> seen(DomainTree tree) {
    Map<String, Model.Node> seen = new TreeMap<>();
    tree.forEach(domain -> {
      @Nullable Domain parent = tree.parent(domain);
      seen.put(
          domain.name().text(),
          new Model.Node(
              parent == null ? null : parent.name().text(),
              domain.settings().get(Setting.HSTS_MAX_AGE)));
    });
    assertThat(tree.size()).isEqualTo(seen.size());
    return seen;
  }

  private String anyKnown() {
    List<String> known = List.copyOf(model.nodes.keySet());
    return known.get(random.nextInt(known.size()));
  }

  private String anyName() {
    if (random.nextInt(3) == 0) {
      return LABELS[random.nextInt(LABELS.length)] + "." + anyKnown();
    }
    StringBuilder name = new StringBuilder(LABELS[random.nextInt(LABELS.length)]);
    for (int labels = random.nextInt(3); labels > 0; labels--) {
      name.append('.').append(LABELS[random.nextInt(LABELS.length)]);
    }
    return name.toString();
  }
}
