package io.treeline.registry;

import static io.treeline.registry.House.NOW;
import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.CertificateId;
import io.treeline.store.CertificateRow;
import io.treeline.store.PairRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstallationTest extends HouseTest {

  private Installation installation;

  @BeforeEach
  void prepare() {
    installation = house.prepareInstallation();
  }

  @Test
  void theDefaultCertificateIsForTheMasterAndItsWildcardInBothKeyFamilies() {
    assertThat(defaultRow().pairs()).extracting(PairRow::family).containsExactly("ECDSA", "RSA");
    assertThat(defaultRow().pairs())
        .allSatisfy(pair ->
            assertThat(pair.names())
                .containsExactlyInAnyOrder("platform.local", "*.platform.local"));
  }

  @Test
  void theDefaultCertificateIsRenewedAtTwoThirdsOfItsLife() {
    CertificateId first = defaultRow().id();
    PairRow pair = defaultRow().pairs().getFirst();
    Duration life = Duration.between(pair.notBefore(), pair.notAfter());

    house.now = pair.notAfter().minus(life.dividedBy(3)).minusSeconds(60);
    installation.keepUp();
    assertThat(defaultRow().id()).isEqualTo(first);

    house.now = house.now.plusSeconds(120);
    installation.keepUp();
    assertThat(defaultRow().id()).isNotEqualTo(first);
    assertThat(defaultRow().pairs().getFirst().notAfter()).isAfter(pair.notAfter());
    CertificateId second = defaultRow().id();
    installation.keepUp();
    assertThat(defaultRow().id()).isEqualTo(second);
  }

  @Test
  void anotherNameOfTheMasterMakesAnotherDefaultCertificate() {
    house.registry.rename(OWNER, name("platform.local"), name("example.com"), null);

    installation.keepUp();

    assertThat(defaultRow().pairs())
        .allSatisfy(pair -> assertThat(pair.names()).contains("example.com", "*.example.com"));
  }

  @Test
  void aSecondStartMakesNothingNew() {
    CertificateId before = defaultRow().id();
    long change = house.store.read(read -> read.lastChange());

    Installation again = new Installation(house.store, () -> house.now);
    again.prepare(name("other.name"));

    assertThat(house.store.<Long>read(read -> read.lastChange())).isEqualTo(change);
    assertThat(defaultRow().id()).isEqualTo(before);
    assertThat(house.tree().master()).hasToString("platform.local");
    assertThat(again.ticketSecrets())
        .usingElementComparator(java.util.Arrays::compare)
        .isEqualTo(installation.ticketSecrets());
  }

  @Test
  void ticketSecretsRotateAndExpire() {
    byte[] first = installation.ticketSecrets().getFirst();
    assertThat(first).hasSize(32);

    house.now = NOW.plus(Duration.ofHours(6));
    installation.keepUp();
    assertThat(installation.ticketSecrets()).hasSize(2);
    assertThat(installation.ticketSecrets().getFirst()).isNotEqualTo(first);
    assertThat(installation.ticketSecrets().getLast()).isEqualTo(first);

    house.now = NOW.plus(Duration.ofHours(18));
    assertThat(installation.ticketSecrets()).hasSize(1).doesNotContain(first);
    installation.keepUp();
    List<byte[]> now = installation.ticketSecrets();
    assertThat(now).hasSize(2);

    house.now = NOW.plus(Duration.ofDays(9));
    installation.keepUp();
    assertThat(installation.ticketSecrets()).hasSize(1);
  }

  @Test
  void keysThatAreHistoryForAMonthAreDropped() {
    house.add("example.com");
    house.put("example.com");
    house.put("example.com");

    house.now = NOW.plus(Duration.ofDays(29));
    installation.keepUp();
    assertThat(keysHeld()).containsExactly(true, true);

    house.now = NOW.plus(Duration.ofDays(31));
    installation.keepUp();
    assertThat(keysHeld()).containsExactly(true, false);
  }

  private List<Boolean> keysHeld() {
    return house.registry.history(OWNER, name("example.com")).stream()
        .map(CertificateView::keysHeld)
        .toList();
  }

  private CertificateRow defaultRow() {
    return house.store.read(read -> read.defaultCertificate());
  }
}
