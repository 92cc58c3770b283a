package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.WhatIf;
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
    assertThat(whatIf).isEqualTo(new WhatIf(2, 0, java.util.List.of()));
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
    house.registry.clearCertificate(OWNER, name("example.com"));

    assertThat(house.registry.history(OWNER, name("example.com")))
        .hasSize(2)
        .allMatch(view -> view.until() != null);
    assertThat(house.registry.clearCertificate(OWNER, name("example.com")).certificate()).isNull();
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
