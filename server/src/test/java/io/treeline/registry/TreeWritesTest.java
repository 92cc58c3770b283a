package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Refusal;
import io.treeline.core.tree.Setting;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeWritesTest extends HouseTest {

  @Test
  void withoutAParentTheNearestDomainAboveIsIt() {
    house.add("example.com", "a.example.com", "x.y.a.example.com", "other.org");

    assertThat(house.parentOf("example.com")).isEqualTo("platform.local");
    assertThat(house.parentOf("a.example.com")).isEqualTo("example.com");
    assertThat(house.parentOf("x.y.a.example.com")).isEqualTo("a.example.com");
    assertThat(house.parentOf("other.org")).isEqualTo("platform.local");
  }

  @Test
  void aChildsNameEndsInItsParentsButUnderTheMaster() {
    house.add("example.com");

    assertRefused(
        () -> house.registry.add(OWNER, name("other.org"), name("example.com"), false),
        "doesn't end in '.example.com'");
    assertRefused(
        () -> house.registry.add(OWNER, name("badexample.com"), name("example.com"), false),
        "doesn't end in");
    house.registry.add(OWNER, name("other.org"), name("platform.local"), false);
  }

  @Test
  void aNameIsInTheTreeOnce() {
    house.add("example.com");

    assertRefused(() -> house.add("example.com"), "'example.com' is taken");
    assertRefused(() -> house.add("platform.local"), "taken");
  }

  @Test
  void anUnknownParentIsSaid() {
    assertThatThrownBy(
            () -> house.registry.add(OWNER, name("a.example.com"), name("example.com"), false))
        .isInstanceOf(Refusal.NotFound.class)
        .hasMessageContaining("no domain 'example.com'");
  }

  @Test
  void aTenantBelowAnotherTenantsNameNeedsToBeInsistedOn() {
    house.add("example.com");

    assertRefused(
        () -> house.registry.add(OWNER, name("a.example.com"), name("platform.local"), false),
        "--allow-nested");
    house.registry.add(OWNER, name("a.example.com"), name("platform.local"), true);
    assertThat(house.parentOf("a.example.com")).isEqualTo("platform.local");
  }

  @Test
  void aTenantAboveAnotherTenantsNameNeedsToBeInsistedOn() {
    house.add("a.example.com", "b_c.example.com");

    assertRefused(() -> house.add("example.com"), "'a.example.com'");
    house.add("ample.com");
    house.registry.add(OWNER, name("example.com"), null, true);
  }

  @Test
  void anUnderscoreIsNoWildcardWhenTenantsAreKeptApart() {
    house.add("a.bxc.example.com");
    house.add("b_c.example.com");

    assertThat(house.has("b_c.example.com")).isTrue();
  }

  @Test
  void renamingTakesTheNamesBelowAlongAndKeepsSettingsAndCertificates() {
    house.add("example.com", "a.example.com", "b.a.example.com");
    house.set("b.a.example.com", "hsts_max_age", "60");
    var certificate = house.put("b.a.example.com");
    long before = house.tree().change();

    house.registry.rename(OWNER, name("a.example.com"), name("other.example.com"), null);

    assertThat(house.has("a.example.com")).isFalse();
    assertThat(house.has("b.a.example.com")).isFalse();
    assertThat(house.parentOf("b.other.example.com")).isEqualTo("other.example.com");
    assertThat(house.domain("b.other.example.com").settings().get(Setting.HSTS_MAX_AGE))
        .isEqualTo("60");
    assertThat(house.domain("b.other.example.com").certificate()).isEqualTo(certificate);
    assertThat(house.tree().change()).isEqualTo(before + 1);
  }

  @Test
  void aNameMayGrowIntoThoseBelowItAndShrinkAgain() {
    house.add("example.com", "a.example.com", "a.a.example.com");

    house.registry.rename(OWNER, name("example.com"), name("a.example.com"), null);
    assertThat(house.parentOf("a.a.a.example.com")).isEqualTo("a.a.example.com");
    assertThat(house.parentOf("a.a.example.com")).isEqualTo("a.example.com");
    assertThat(house.parentOf("a.example.com")).isEqualTo("platform.local");

    house.registry.rename(OWNER, name("a.example.com"), name("example.com"), null);
    assertThat(house.parentOf("a.a.example.com")).isEqualTo("a.example.com");
    assertThat(house.parentOf("a.example.com")).isEqualTo("example.com");
    assertThat(house.tree().size()).isEqualTo(4);
  }

  @Test
  void aTenantMayBeRenamedToANameAboveOrBelowItsOwn() {
    house.add("www.example.com");

    house.registry.rename(OWNER, name("www.example.com"), name("example.com"), null);
    house.registry.rename(OWNER, name("example.com"), name("new.example.com"), null);

    assertThat(house.parentOf("new.example.com")).isEqualTo("platform.local");
  }

  @Test
  void theMasterIsRenamedAsAnyOther() {
    house.add("t.platform.local", "x.t.platform.local", "example.com", "a.example.com");

    house.registry.rename(OWNER, name("platform.local"), name("example.net"), null);

    assertThat(house.tree().master()).hasToString("example.net");
    assertThat(house.parentOf("x.t.example.net")).isEqualTo("t.example.net");
    assertThat(house.parentOf("a.example.com")).isEqualTo("example.com");
    assertThat(house.tree().size()).isEqualTo(5);
  }

  @Test
  void aNewNameOfTheMasterLeavesTheTreesOfOthersAlone() {
    house.add("local");
    house.registry.add(OWNER, name("a.platform.local"), name("local"), false);

    house.registry.rename(OWNER, name("platform.local"), name("example.net"), null);

    assertThat(house.parentOf("a.platform.local")).isEqualTo("local");
  }

  @Test
  void theMastersNewNameMustNotPutOneTenantBelowAnother() {
    house.add("t.platform.local", "example.net");

    assertRefused(
        () -> house.registry.rename(OWNER, name("platform.local"), name("x.example.net"), null),
        "'t.x.example.net'");
    assertThat(house.has("t.platform.local")).isTrue();
  }

  @Test
  void aNewNameThatIsTakenOrDoesNotFitChangesNothing() {
    house.add("example.com", "a.example.com", "x.a.example.com", "b.example.com", "other.org");
    house.registry.add(OWNER, name("x.c.example.com"), name("example.com"), false);
    long before = house.tree().change();

    assertRefused(
        () -> house.registry.rename(OWNER, name("a.example.com"), name("b.example.com"), null),
        "taken");
    assertRefused(
        () -> house.registry.rename(OWNER, name("a.example.com"), name("c.example.com"), null),
        "'x.c.example.com' is taken");
    assertRefused(
        () -> house.registry.rename(OWNER, name("a.example.com"), name("a.other.org"), null),
        "doesn't end in");
    assertRefused(
        () -> house.registry.rename(OWNER, name("other.org"), name("q.example.com"), null),
        "below the name of another tenant");
    assertRefused(
        () ->
            house.registry.rename(
                OWNER,
                name("a.example.com"),
                name(
                    "y".repeat(63)
                        + "."
                        + "z".repeat(63)
                        + "."
                        + "y".repeat(63)
                        + "."
                        + "v".repeat(48)
                        + ".example.com"),
                null),
        "too long");
    assertThat(house.tree().change()).isEqualTo(before);
    assertThat(house.has("x.a.example.com")).isTrue();
  }

  @Test
  void twoThatWereAllowedToNestMayStayNestedUnderNewNames() {
    house.add("example.com");
    house.registry.add(OWNER, name("a.example.com"), name("platform.local"), true);

    house.registry.rename(OWNER, name("a.example.com"), name("b.example.com"), null);

    assertThat(house.parentOf("b.example.com")).isEqualTo("platform.local");
  }

  @Test
  void movingKeepsTheNameAndAllBelow() {
    house.add("example.com", "a.example.com", "x.b.a.example.com");
    house.registry.add(OWNER, name("b.a.example.com"), name("example.com"), false);

    house.registry.move(OWNER, name("b.a.example.com"), name("a.example.com"), false, null);
    house.registry.move(OWNER, name("x.b.a.example.com"), name("b.a.example.com"), false, null);

    assertThat(house.parentOf("x.b.a.example.com")).isEqualTo("b.a.example.com");
    assertThat(house.parentOf("b.a.example.com")).isEqualTo("a.example.com");
  }

  @Test
  void aMoveThatBreaksARuleIsRefused() {
    house.add("example.com", "a.example.com", "b.a.example.com", "other.org");

    assertRefused(
        () ->
            house.registry.move(OWNER, name("a.example.com"), name("b.a.example.com"), false, null),
        "stands under it");
    assertRefused(
        () -> house.registry.move(OWNER, name("a.example.com"), name("a.example.com"), false, null),
        "stands under it");
    assertRefused(
        () -> house.registry.move(OWNER, name("a.example.com"), name("other.org"), false, null),
        "doesn't end in");
    assertRefused(
        () ->
            house.registry.move(OWNER, name("a.example.com"), name("platform.local"), false, null),
        "--allow-nested");
    assertRefused(
        () -> house.registry.move(OWNER, name("platform.local"), name("other.org"), false, null),
        "never moved");
    house.registry.move(OWNER, name("a.example.com"), name("platform.local"), true, null);
    assertThat(house.parentOf("b.a.example.com")).isEqualTo("a.example.com");
  }

  @Test
  void movingToWhereItIsChangesNothing() {
    house.add("example.com", "a.example.com");
    long before = house.tree().change();

    house.registry.move(OWNER, name("a.example.com"), name("example.com"), false, null);
    house.registry.rename(OWNER, name("a.example.com"), name("a.example.com"), null);

    assertThat(house.tree().change()).isEqualTo(before);
  }

  @Test
  void onlyRecursivelyIsADomainWithChildrenRemoved() {
    house.add("example.com", "a.example.com", "b.a.example.com", "c.example.com");

    assertRefused(
        () -> house.registry.remove(OWNER, name("example.com"), false, null), "2 domains below it");
    assertThat(house.registry.remove(OWNER, name("a.example.com"), true, null)).isEqualTo(2);
    assertThat(house.registry.remove(OWNER, name("c.example.com"), false, null)).isEqualTo(1);
    assertThat(house.tree().size()).isEqualTo(2);
    assertRefused(
        () -> house.registry.remove(OWNER, name("platform.local"), true, null), "never removed");
  }

  @Test
  void aNameThatWasRemovedCanBeAddedAgainAndStartsAfresh() {
    house.add("example.com");
    house.put("example.com");
    long id = house.domain("example.com").id();

    house.registry.remove(OWNER, name("example.com"), false, null);
    house.add("example.com");

    assertThat(house.domain("example.com").hasCertificate()).isFalse();
    assertThat(house.domain("example.com").id()).isNotEqualTo(id);
  }

  @Test
  void whoSawAnotherVersionOfTheDomainChangesNothing() {
    house.add("example.com");
    house.put("example.com");
    long seen = house.registry.show(OWNER, name("example.com")).version();
    house.registry.set(OWNER, name("example.com"), Map.of("hsts_max_age", "60"), seen);

    assertStale(() -> house.registry.rename(OWNER, name("example.com"), name("x.org"), seen));
    assertStale(
        () -> house.registry.move(OWNER, name("example.com"), name("platform.local"), true, seen));
    assertStale(() -> house.registry.clearCertificate(OWNER, name("example.com"), seen));
    assertStale(() -> house.registry.remove(OWNER, name("example.com"), true, seen));

    assertThat(house.domain("example.com").hasCertificate()).isTrue();
    long now = house.registry.show(OWNER, name("example.com")).version();
    assertThat(house.registry.remove(OWNER, name("example.com"), true, now)).isEqualTo(1);
  }

  private static void assertStale(Runnable write) {
    assertThatThrownBy(write::run).isInstanceOf(Refusal.Stale.class);
  }

  private static void assertRefused(Runnable write, String why) {
    assertThatThrownBy(write::run).isInstanceOf(Refusal.Conflict.class).hasMessageContaining(why);
  }
}
