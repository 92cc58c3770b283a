package io.treeline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.registry.House;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HstsByDomainTest {

  @TempDir Path data;

  @Test
  void aDomainInheritsItsParentsAgeAndAHostThatIsNoDomainHasNone() {
    try (House house = new House(data)) {
      house.add("example.com", "shop.example.com", "other.net");
      house.registry.set(
          House.OWNER, House.name("example.com"), Map.of("hsts_max_age", "31536000"), null);
      HstsByDomain hsts = new HstsByDomain(house.feed);
      assertThat(hsts.maxAgeFor("example.com")).isEqualTo(31_536_000);
      assertThat(hsts.maxAgeFor("shop.example.com")).isEqualTo(31_536_000);
      assertThat(hsts.maxAgeFor("x.example.com")).isZero();
      assertThat(hsts.maxAgeFor("other.net")).isZero();
    }
  }
}
