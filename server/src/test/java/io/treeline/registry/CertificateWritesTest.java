package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Finding;
import io.treeline.core.cert.FindingCode;
import io.treeline.core.tree.WhatIf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CertificateWritesTest extends HouseTest {

  @BeforeEach
  void addSome() {
    house.add("example.com", "a.example.com", "b.a.example.com", "c.example.com", "other.org");
  }

  @Test
  void aRefusedCertificateLeavesTheOldInForce() {
    CertificateId before = house.put("example.com");
    String key = House.pem("example.com");
    String certificate = House.pem("example.com");
    String mixed =
        key.substring(0, key.indexOf("-----BEGIN CERT"))
            + certificate.substring(certificate.indexOf("-----BEGIN CERT"));

    assertThatThrownBy(() -> put(OWNER, "example.com", mixed))
        .isInstanceOf(Refusal.BadCertificate.class)
        .hasMessageNotContaining("PRIVATE KEY-----");
    assertThat(house.domain("example.com").certificate()).isEqualTo(before);
  }

  @Test
  void aDryRunChangesNothingAndCountsTheNamesThatWouldGetIt() {
    house.put("a.example.com");
    long before = house.tree().change();

    PutOutcome outcome =
        house.registry.putCertificate(
            OWNER, name("example.com"), House.upload(House.pem("example.com")), true, null);

    // a and b under it are served by a's own; the wildcard covers c.
    WhatIf whatIf = outcome.whatIf();
    assertThat(whatIf)
        .isEqualTo(
            new WhatIf(
                2,
                0,
                List.of(name("example.com"), name("c.example.com")),
                List.of(),
                name("example.com")));
    assertThat(outcome.stored()).isFalse();
    assertThat(house.tree().change()).isEqualTo(before);
    assertThat(house.domain("example.com").hasCertificate()).isFalse();
  }

  @Test
  void aDryRunNamesWhatTheCertificateWouldNotCover() {
    PutOutcome outcome =
        house.registry.putCertificate(
            OWNER, name("platform.local"), House.upload(House.pem("example.com")), true, null);

    WhatIf whatIf = outcome.whatIf();
    assertThat(whatIf).isNotNull();
    assertThat(whatIf.changed()).isEqualTo(6);
    assertThat(whatIf.firstUncovered())
        .containsExactlyInAnyOrder(
            name("platform.local"), name("b.a.example.com"), name("other.org"));
  }

  @Test
  void theValueThatIsInForceIsNoChangeAndKeepsItsId() {
    String pem = House.pem("example.com");
    put(OWNER, "example.com", pem);
    CertificateId before = house.domain("example.com").certificate();
    long change = house.tree().change();

    put(OWNER, "example.com", pem.replace("\n", "\r\n"));

    assertThat(house.domain("example.com").certificate()).isEqualTo(before);
    assertThat(house.tree().change()).isEqualTo(change);
  }

  @Test
  void aTextWithTheKeysFingerprintKeepsTheKeyThatIsHeld() {
    house.put("example.com");
    String shown = shown("example.com");
    assertThat(shown).contains("key sha256=").doesNotContain("PRIVATE");

    put(OWNER, "a.example.com", shown);

    assertThat(shown("a.example.com")).isEqualTo(shown);
    assertThat(house.registry.history(OWNER, name("a.example.com")))
        .allMatch(CertificateView::keysHeld);
  }

  @Test
  void aTenantCannotBorrowAnotherTenantsKey() {
    house.put("other.org");
    Principal tenant = house.holder("example.com", Right.ADMIN);
    String foreign = shown("other.org");
    String unknown = House.publicText("other.org");

    assertThatThrownBy(() -> put(tenant, "example.com", foreign))
        .isInstanceOf(Refusal.BadCertificate.class)
        .satisfies(refusal ->
            assertThat(refusal.getMessage().replaceAll("[0-9a-f]{64}", "…"))
                .isEqualTo(
                    message(() -> put(tenant, "example.com", unknown))
                        .replaceAll("[0-9a-f]{64}", "…")));
    assertThatThrownBy(() ->
            house.importLines(
                tenant,
                "{\"name\":\"example.com\",\"certificate_pem\":\""
                    + foreign.replace("\n", "\\n")
                    + "\"}"))
        .isInstanceOf(Refusal.Invalid.class);
    assertThat(house.domain("example.com").hasCertificate()).isFalse();
  }

  @Test
  void aNewerHolderOfTheSameKeyDoesNotTakeItFromTheOlder() {
    String pem = House.pem("example.com");
    put(OWNER, "example.com", pem);
    String shown = shown("example.com");
    house.now = House.NOW.plusSeconds(60);
    put(OWNER, "other.org", pem);
    Principal tenant = house.holder("example.com", Right.ADMIN);
    CertificateId before = house.domain("example.com").certificate();

    put(tenant, "example.com", shown);
    assertThat(house.domain("example.com").certificate()).isEqualTo(before);
    house.importLines(
        tenant,
        "{\"name\":\"a.example.com\",\"certificate_pem\":\"" + shown.replace("\n", "\\n") + "\"}");
    assertThat(shown("a.example.com")).isEqualTo(shown);
  }

  @Test
  void putReadAndPutAgainWithOrWithoutTheKeyChangesNothing() {
    String pem = "date=2026-11-24\n" + House.pem("example.com");
    put(OWNER, "example.com", pem);
    CertificateId before = house.domain("example.com").certificate();
    String shown = shown("example.com");
    long change = house.tree().change();

    put(OWNER, "example.com", shown);
    put(OWNER, "example.com", pem);
    String key = pem.substring(pem.indexOf("-----BEGIN"), pem.indexOf("-----BEGIN CERT"));
    put(OWNER, "example.com", shown.replaceFirst("key sha256=.*\n", key));
    house.set("example.com", "certificate_pem", shown);

    assertThat(house.domain("example.com").certificate()).isEqualTo(before);
    assertThat(house.tree().change()).isEqualTo(change);
    assertThat(shown("example.com")).isEqualTo(shown);
  }

  @Test
  void aDryRunOfTheValueInForceChangesNoName() {
    String pem = House.pem("example.com");
    put(OWNER, "example.com", pem);
    PutOutcome outcome =
        house.registry.putCertificate(OWNER, name("example.com"), House.upload(pem), true, null);
    assertThat(outcome.whatIf()).isEqualTo(WhatIf.unchanged(name("example.com")));
  }

  @Test
  void whatIfOfAnEndSaysWhoseCertificateComesThen() {
    house.put("example.com");
    house.put("a.example.com");

    assertThat(house.registry.whatIfCleared(OWNER, name("a.example.com")))
        .isEqualTo(
            new WhatIf(
                2,
                1,
                List.of(name("a.example.com"), name("b.a.example.com")),
                List.of(name("b.a.example.com")),
                name("example.com")));
    WhatIf ofTheTop = house.registry.whatIfCleared(OWNER, name("example.com"));
    assertThat(ofTheTop.servedThen()).isNull();
    assertThat(ofTheTop.changed()).isEqualTo(2);
    assertThat(house.registry.whatIfCleared(OWNER, name("c.example.com")).changed()).isZero();
    assertThat(house.domain("a.example.com").hasCertificate()).isTrue();
  }

  @Test
  void settingsAreTriedOutWithTheirCertificate() {
    SetOutcome tried =
        house.registry.trySet(
            OWNER,
            name("example.com"),
            Map.of("certificate_pem", House.pem("example.com"), "hsts_max_age", "60"),
            null);
    assertThat(tried.whatIf()).isNotNull();
    assertThat(tried.whatIf().changed()).isEqualTo(4);
    assertThat(tried.whatIf().firstUncovered()).containsExactly(name("b.a.example.com"));
    assertThat(tried.findings()).extracting(Finding::code).contains(FindingCode.SELF_SIGNED);
    assertThat(house.domain("example.com").hasCertificate()).isFalse();
    assertThat(house.registry.trySet(OWNER, name("other.org"), Map.of("hsts_max_age", "1"), null))
        .satisfies(other -> assertThat(other.whatIf()).isNull());
    assertThat(house.registry.show(OWNER, name("example.com")).settings().asMap()).isEmpty();
  }

  @Test
  void historySaysWhoPutEach() {
    house.put("example.com");
    Principal tenant = house.holder("example.com", Right.OPERATOR);
    put(tenant, "example.com", House.pem("example.com"));
    assertThat(house.registry.history(OWNER, name("example.com")))
        .extracting(CertificateView::by)
        .containsExactly(tenant.name(), OWNER.name());
  }

  @Test
  void theMastersKeyIsNotATenantsToName() {
    house.put("platform.local");
    Principal tenant = house.holder("example.com", Right.ADMIN);

    assertThatThrownBy(() -> put(tenant, "example.com", shown("platform.local")))
        .isInstanceOf(Refusal.BadCertificate.class);
  }

  @Test
  void earlierCertificatesStayAsHistory() {
    house.put("example.com");
    house.put("example.com");
    house.registry.clearCertificate(OWNER, name("example.com"), null);

    assertThat(house.registry.history(OWNER, name("example.com")))
        .hasSize(2)
        .allMatch(view -> view.until() != null);
    assertThat(house.registry.clearCertificate(OWNER, name("example.com"), null).certificate())
        .isNull();
  }

  @Test
  void aViewerCannotPutOne() {
    Principal viewer = house.holder("example.com", Right.VIEWER);

    assertThatThrownBy(() -> put(viewer, "example.com", House.pem("example.com")))
        .isInstanceOf(Refusal.Forbidden.class);
    assertThatThrownBy(() -> put(viewer, "other.org", House.pem("other.org")))
        .isInstanceOf(Refusal.NotFound.class);
  }

  private void put(Principal who, String name, String text) {
    house.registry.putCertificate(who, name(name), House.upload(text), false, null);
  }

  private String shown(String name) {
    return house.registry.show(OWNER, name(name)).certificate().bundle().publicText();
  }

  private static String message(Runnable refused) {
    try {
      refused.run();
      return "nothing was refused";
    } catch (Refusal refusal) {
      return String.valueOf(refusal.getMessage());
    }
  }
}
