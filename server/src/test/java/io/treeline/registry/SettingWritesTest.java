package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.treeline.access.Refusal;
import io.treeline.core.tree.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingWritesTest extends HouseTest {

  @BeforeEach
  void addOne() {
    house.add("example.com");
  }

  @Test
  void settingsAreSetInTheirCanonicalFormAndCleared() {
    house.registry.set(
        OWNER,
        name("example.com"),
        Map.of("expiry_notice_days", " 030 ", "acme_subdomains", "www, *"),
        null);
    assertThat(get(Setting.EXPIRY_NOTICE_DAYS)).isEqualTo("30");
    assertThat(get(Setting.ACME_SUBDOMAINS)).isEqualTo("www,*");

    house.set("example.com", "expiry_notice_days", null);
    house.set("example.com", "acme_subdomains", "");
    assertThat(house.domain("example.com").settings().asMap()).isEmpty();
  }

  @Test
  void everyWrongSettingIsNamedAndNothingIsChanged() {
    long before = house.tree().change();
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    values.put("expiry_notice_days", "soon");
    values.put("hsts_max_age", "60");
    values.put("no_such", "1");
    values.put("acme_enabled", "maybe");
    values.put("certificate_pem", "nothing of the kind");

    Throwable refusal =
        catchThrowable(() -> house.registry.set(OWNER, name("example.com"), values, null));

    assertThat(House.problems(refusal))
        .satisfiesExactly(
            one -> assertThat(one).contains("expiry_notice_days"),
            two -> assertThat(two).contains("no_such"),
            three -> assertThat(three).contains("acme_enabled"),
            four -> assertThat(four).startsWith("certificate_pem: "));
    assertThat(house.tree().change()).isEqualTo(before);
    assertThat(get(Setting.HSTS_MAX_AGE)).isNull();
  }

  @Test
  void aCertificateAmongTheSettingsIsPutAndCleared() {
    house.set("example.com", "certificate_pem", House.pem("example.com"));
    assertThat(house.domain("example.com").hasCertificate()).isTrue();

    assertThatThrownBy(() -> house.set("example.com", "certificate_pem", "no certificate"))
        .isInstanceOf(Refusal.BadCertificate.class);
    assertThat(house.domain("example.com").hasCertificate()).isTrue();

    house.set("example.com", "certificate_pem", null);
    assertThat(house.domain("example.com").hasCertificate()).isFalse();
  }

  @Test
  void aWrongCertificateLeavesTheOtherSettingsAsTheyWere() {
    assertThatThrownBy(() ->
            house.registry.set(
                OWNER,
                name("example.com"),
                Map.of("hsts_max_age", "60", "certificate_pem", "no certificate"),
                null))
        .isInstanceOf(Refusal.BadCertificate.class);
    assertThat(get(Setting.HSTS_MAX_AGE)).isNull();
  }

  @Test
  void whoSawAnOlderVersionIsToldSo() {
    long seen = house.registry.show(OWNER, name("example.com")).version();
    Map<String, @Nullable String> values = Collections.singletonMap("hsts_max_age", "60");
    DomainView changed = house.registry.set(OWNER, name("example.com"), values, seen).domain();

    assertThat(changed.version()).isGreaterThan(seen);
    assertThatThrownBy(() -> house.registry.set(OWNER, name("example.com"), Map.of(), seen))
        .isInstanceOf(Refusal.Stale.class);
    assertThatThrownBy(() ->
            house.registry.putCertificate(
                OWNER, name("example.com"), House.upload(House.pem("example.com")), false, seen))
        .isInstanceOf(Refusal.Stale.class);
    house.registry.set(OWNER, name("example.com"), Map.of(), changed.version());
  }

  @Test
  void theValueThatIsSetAlreadyIsNoChange() {
    house.set("example.com", "hsts_max_age", "60");
    long before = house.tree().change();

    house.set("example.com", "hsts_max_age", "060");

    assertThat(house.tree().change()).isEqualTo(before);
  }

  private @Nullable String get(Setting setting) {
    return house.domain("example.com").settings().get(setting);
  }
}
