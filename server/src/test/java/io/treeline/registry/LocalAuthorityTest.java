package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.KeyType;
import io.treeline.store.AuditRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installation's own authority, through the registry. */
class LocalAuthorityTest {

  private static final Duration LIFETIME = Duration.ofDays(397);

  @TempDir Path data;
  private House house;

  @BeforeEach
  void open() {
    house = new House(data);
    house.add("desk.local", "customer.example", "a.customer.example");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void whatItIssuesIsInForceWithoutAComplaintAndSaysWhereItIsFrom() throws Exception {
    LocalRoot root = house.registry.createLocalAuthority(OWNER, false);
    PutOutcome issued = issue("desk.local");
    assertThat(issued.findings()).isEmpty();
    assertThat(issued.bundle().names()).containsExactly("desk.local", "*.desk.local");
    assertThat(issued.bundle().header())
        .isEqualTo("local-ca=" + root.root().leafSha256() + "\ndate=2026-11-24\n");
    issued.bundle().leaf().verify(root.root().leaf().getPublicKey());
    CertificateView inForce = history("desk.local").getFirst();
    assertThat(inForce.source()).isEqualTo("local-ca");
    assertThat(inForce.until()).isNull();
    assertThat(audit()).anyMatch(line -> line.contains("local-ca.create"));
    assertThat(audit())
        .anyMatch(line -> line.contains("certificate.put") && line.contains("local-ca, leaf"));
  }

  @Test
  void itsTextThatIsPutInAgainChangesNothing() {
    house.registry.createLocalAuthority(OWNER, false);
    String text = issue("desk.local").bundle().publicText();
    CertificateId before = Objects.requireNonNull(house.domain("desk.local").certificate());
    PutOutcome again =
        house.registry.putCertificate(OWNER, name("desk.local"), House.upload(text), false, null);
    assertThat(house.domain("desk.local").certificate()).isEqualTo(before);
    assertThat(again.findings())
        .allSatisfy(finding -> assertThat(finding.code().text()).isEqualTo("held-key-kept"));
    assertThat(history("desk.local").getFirst().source()).isEqualTo("local-ca");
  }

  @Test
  void aSecondIsMadeOnlyInThePlaceOfTheFirst() {
    LocalRoot first = house.registry.createLocalAuthority(OWNER, false);
    assertThatThrownBy(() -> house.registry.createLocalAuthority(OWNER, false))
        .isInstanceOf(Refusal.Conflict.class)
        .hasMessageContaining("has a local authority already")
        .hasMessageContaining("--replace");
    assertThat(house.registry.localRoot(OWNER)).isEqualTo(first);
    issue("desk.local");
    LocalRoot second = house.registry.createLocalAuthority(OWNER, true);
    assertThat(house.registry.localRoot(OWNER).root()).isEqualTo(second.root());
    assertThat(second.root().leaf().getSubjectX500Principal())
        .isNotEqualTo(first.root().leaf().getSubjectX500Principal());
    assertThat(house.store.<byte[]>read(read -> read.localAuthorityKey(first.root().leafSha256())))
        .as("the key of the first")
        .isNull();
  }

  @Test
  void withoutAnAuthorityOrANameOfTheTreeNothingIsIssued() {
    assertThatThrownBy(() -> issue("desk.local"))
        .isInstanceOf(Refusal.NotFound.class)
        .hasMessageContaining("no local authority yet")
        .hasMessageContaining("cert local-ca create");
    assertThatThrownBy(() -> house.registry.localRoot(OWNER)).isInstanceOf(Refusal.NotFound.class);
    house.registry.createLocalAuthority(OWNER, false);
    assertThatThrownBy(() -> issue("elsewhere.local"))
        .isInstanceOf(Refusal.NotFound.class)
        .hasMessageContaining("There is no domain 'elsewhere.local'");
  }

  @Test
  void anAdminOfTheMasterMakesItAndAnOperatorOfASubtreeIssuesThere() {
    Principal tenant = house.holder("customer.example", Right.ADMIN);
    assertThatThrownBy(() -> house.registry.createLocalAuthority(tenant, false))
        .isInstanceOf(Refusal.Forbidden.class);
    Principal masterOperator = house.holder("platform.local", Right.OPERATOR);
    assertThatThrownBy(() -> house.registry.createLocalAuthority(masterOperator, false))
        .isInstanceOf(Refusal.Forbidden.class);
    house.registry.createLocalAuthority(house.holder("platform.local", Right.ADMIN), false);

    Principal operator = house.holder("customer.example", Right.OPERATOR);
    assertThat(issue(operator, "a.customer.example").stored()).isTrue();
    assertThatThrownBy(() -> issue(operator, "desk.local")).isInstanceOf(Refusal.NotFound.class);
    Principal viewer = house.holder("customer.example", Right.VIEWER);
    assertThatThrownBy(() -> issue(viewer, "customer.example"))
        .isInstanceOf(Refusal.Forbidden.class);
    assertThat(house.registry.localRoot(viewer).root().chainPem()).contains("BEGIN CERTIFICATE");
  }

  @Test
  void itIsRenewedAThirdBeforeItsEndWithTheSameKindOfKey() {
    house.registry.createLocalAuthority(OWNER, false);
    house.registry.issueLocally(OWNER, name("desk.local"), LIFETIME, KeyType.RSA2048);
    house.put("customer.example");
    CertificateId first = Objects.requireNonNull(house.domain("desk.local").certificate());
    house.now = House.NOW.plus(Duration.ofDays(264));
    assertThat(house.registry.renewLocallyIssued()).isZero();
    house.now = House.NOW.plus(Duration.ofDays(265));
    assertThat(house.registry.renewLocallyIssued()).isEqualTo(1);
    assertThat(house.registry.renewLocallyIssued()).isZero();
    CertificateView renewed = history("desk.local").getFirst();
    assertThat(renewed.id()).isNotEqualTo(first);
    assertThat(renewed.source()).isEqualTo("local-ca");
    assertThat(renewed.bundle().leaf().getPublicKey().getAlgorithm()).isEqualTo("RSA");
    assertThat(renewed.bundle().notAfter()).isEqualTo(house.now.plus(LIFETIME));
    assertThat(history("customer.example")).as("what somebody uploaded").hasSize(1);
  }

  @Test
  void whatAPersonPutsInItsPlaceIsNotRenewed() {
    house.registry.createLocalAuthority(OWNER, false);
    issue("desk.local");
    CertificateId put = house.put("desk.local");
    house.now = House.NOW.plus(Duration.ofDays(390));
    assertThat(house.registry.renewLocallyIssued()).isZero();
    assertThat(house.domain("desk.local").certificate()).isEqualTo(put);
  }

  @Test
  void theStoreHoldsItsKeySealedOnly() throws Exception {
    LocalRoot root = house.registry.createLocalAuthority(OWNER, false);
    byte[] key =
        Objects.requireNonNull(
            house.store.<byte[]>read(read -> read.localAuthorityKey(root.root().leafSha256())));
    house.close();
    String secret = new String(key, StandardCharsets.ISO_8859_1).substring(30, 66);
    try (var files = java.nio.file.Files.list(data)) {
      for (Path file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
        assertThat(new String(java.nio.file.Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(secret);
      }
    }
    house = new House(data.resolve("other"));
  }

  private PutOutcome issue(String domain) {
    return issue(OWNER, domain);
  }

  private PutOutcome issue(Principal who, String domain) {
    return house.registry.issueLocally(who, name(domain), LIFETIME, KeyType.EC256);
  }

  private List<CertificateView> history(String domain) {
    return house.registry.history(OWNER, name(domain));
  }

  private List<String> audit() {
    return house.store.<List<AuditRow>>read(read -> read.auditLines(1, 1_000)).stream()
        .map(AuditRow::toString)
        .toList();
  }
}
