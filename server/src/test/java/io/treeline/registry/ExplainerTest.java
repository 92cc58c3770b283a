package io.treeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.Sni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    assertThatThrownBy(() -> house.registry.explain(House.OWNER, Sni.ABSENT, "ws9", null))
        .isInstanceOf(Refusal.NotFound.class)
        .hasMessageContaining("'ws9'")
        .hasMessageContaining("ws1");
  }

  @Test
  void eachKindOfClientIsToldThePairThatItGets() {
    CertifiedKey ec =
        SelfSigned.create(House.name("example.com"), Duration.ofDays(90), KeyType.EC256, House.NOW);
    CertifiedKey rsa =
        SelfSigned.create(
            House.name("example.com"), Duration.ofDays(30), KeyType.RSA2048, House.NOW);
    house.registry.putCertificate(
        House.OWNER,
        House.name("example.com"),
        House.upload(new CertificateBundle("", List.of(ec, rsa)).storedText()),
        false,
        null);
    assertThat(explainFor("rsa-only").sha256()).isEqualTo(rsa.leafSha256().hex());
    assertThat(explainFor("rsa-only").notAfter())
        .isEqualTo(House.NOW.plus(Duration.ofDays(30)).toString());
    assertThat(explainFor("ecdsa-only").sha256()).isEqualTo(ec.leafSha256().hex());
    assertThat(explainFor(null).sha256()).isEqualTo(ec.leafSha256().hex());
    assertThat(explainFor(null).client()).isEqualTo("any");
    assertThat(explainFor(null).bundle().pairs()).hasSize(2);
    assertThatThrownBy(() -> explainFor("chrome")).isInstanceOf(Refusal.Invalid.class);
  }

  @Test
  void aClientThatCanVerifyNoKeyIsToldOfTheAlert() {
    house.put("example.com");
    Explained explained = explainFor("rsa-only");
    assertThat(explained.source()).isEqualTo("domain");
    assertThat(explained.sha256()).isNull();
    assertThat(explained.covers()).isFalse();
    assertThat(explained.warnings()).singleElement().asString().contains("alert");
  }

  private Explained explainFor(@Nullable String client) {
    return house.registry.explain(House.OWNER, Sni.ofTyped("example.com"), null, client);
  }

  @Test
  void aTokenIsToldOfItsSubtreeOnly() {
    String secret =
        house.tokens.create(House.OWNER, House.name("example.com"), Right.VIEWER, null).secret();
    Principal tenant = house.tokens.authenticate(secret);
    assertThat(house.registry.explain(tenant, Sni.ofTyped("x.example.com"), null, null).source())
        .isEqualTo("default");
    for (String outside : new String[] {"other.net", "nowhere.test", "10.0.0.1"}) {
      assertThatThrownBy(() -> house.registry.explain(tenant, Sni.ofTyped(outside), null, null))
          .as(outside)
          .isInstanceOf(Refusal.NotFound.class);
    }
  }

  private Explained explain(String name) {
    return house.registry.explain(House.OWNER, Sni.ofTyped(name), null, null);
  }
}
