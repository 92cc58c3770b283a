package io.treeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.name.Sni;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainerTest {

  @TempDir Path data;
  private House house;

  @BeforeEach
  void open() {
    house = new House(data);
    house.prepareInstallation();
    house.add("example.com", "phones.example.com", "other.net");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void aNameWithoutAnyCertificateIsExplainedDownToTheDefault() {
    Explained explained = explain("phones.example.com");
    assertThat(explained.source()).isEqualTo("default");
    assertThat(explained.sha256()).isNotNull();
    assertThat(explained.covers()).isFalse();
    assertThat(explained.explanation().steps())
        .extracting(step -> step.kind().word())
        .containsExactly("exact", "tree-parent", "master", "certdir", "default");
    assertThat(explained.warnings())
        .singleElement()
        .asString()
        .contains("platform.local", "'treeline cert put phones.example.com FILE'");
  }

  @Test
  void whatTlsRefusesGetsNothingAndNobodyIsAsked() {
    Explained explained = explain("x".repeat(300));
    assertThat(explained.source()).isEqualTo("none");
    assertThat(explained.sha256()).isNull();
    assertThat(explained.explanation().steps()).isEmpty();
    assertThat(explained.warnings()).containsExactly("TLS refuses it.");
  }

  @Test
  void aRoleThatThisServerDoesNotRunIsRefusedByName() {
    assertThatThrownBy(() -> house.registry.explain(House.OWNER, Sni.ABSENT, "ws9"))
        .isInstanceOf(Refusal.NotFound.class)
        .hasMessageContaining("'ws9'")
        .hasMessageContaining("ws1");
  }

  @Test
  void aTokenIsToldOfItsSubtreeOnly() {
    String secret =
        house.tokens.create(House.OWNER, House.name("example.com"), Right.VIEWER, null).secret();
    Principal tenant = house.tokens.authenticate(secret);
    assertThat(house.registry.explain(tenant, Sni.ofTyped("x.example.com"), null).source())
        .isEqualTo("default");
    for (String outside : new String[] {"other.net", "nowhere.test", "10.0.0.1"}) {
      assertThatThrownBy(() -> house.registry.explain(tenant, Sni.ofTyped(outside), null))
          .as(outside)
          .isInstanceOf(Refusal.NotFound.class);
    }
  }

  private Explained explain(String name) {
    return house.registry.explain(House.OWNER, Sni.ofTyped(name), null);
  }
}
