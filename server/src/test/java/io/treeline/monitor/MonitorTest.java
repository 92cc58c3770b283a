package io.treeline.monitor;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.state.StateEntry;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.registry.House;
import io.treeline.registry.HouseTest;
import io.treeline.store.UnusableValueException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonitorTest extends HouseTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicInteger firstRuns = new AtomicInteger();

  /** One role without a certdir; certificates are tried by opening them. */
  private record OneRole(House house) implements Served {

    @Override
    public List<RolePair> pairs() {
      return List.of(new RolePair("ws1", null, null));
    }

    @Override
    public @Nullable String whyUnusable(CertificateId certificate) {
      try {
        house.store.read(read -> read.material(certificate));
        return null;
      } catch (UnusableValueException e) {
        return e.getMessage();
      }
    }
  }

  @Test
  void anUnusableCertificateIsReportedUntilAnotherIsPut() throws SQLException {
    house.add("example.com");
    CertificateId certificate = house.put("example.com");
    damage(certificate);
    try (StateList list = list();
        Monitor monitor = monitor(list)) {
      monitor.start();
      monitor.unusable(certificate, "so a handshake said");

      StateEntry entry = awaitEntry(list, UnusableCertificates.CHECK);
      assertThat(entry.status()).isEqualTo(Status.ERROR);
      assertThat(entry.where()).isEqualTo(Where.domain(name("example.com")));

      house.put("example.com");
      awaitNone(list, UnusableCertificates.CHECK);
    }
  }

  @Test
  void whatWasUnusableBeforeARestartStillIs() throws SQLException {
    house.add("example.com");
    CertificateId certificate = house.put("example.com");
    damage(certificate);
    try (StateList list = list();
        Monitor monitor = monitor(list)) {
      monitor.start();
      monitor.unusable(certificate, "so a handshake said");
      awaitEntry(list, UnusableCertificates.CHECK);
    }
    house.now = House.NOW.plusSeconds(3_600);
    try (StateList list = list();
        Monitor monitor = monitor(list)) {
      monitor.start();
      assertThat(awaitEntry(list, UnusableCertificates.CHECK).since()).isEqualTo(House.NOW);
      assertThat(firstRuns).hasValue(2);

      house.registry.clearCertificate(OWNER, name("example.com"), null);
      awaitNone(list, UnusableCertificates.CHECK);
    }
  }

  @Test
  void aCertificateThatCanBeServedAfterAllIsNotReported() {
    house.add("example.com");
    CertificateId certificate = house.put("example.com");
    try (StateList list = list();
        Monitor monitor = monitor(list)) {
      monitor.start();
      monitor.unusable(certificate, "the disk was away");
      awaitEntry(list, DefaultInForce.CHECK);

      awaitNone(list, UnusableCertificates.CHECK);
    }
  }

  @Test
  void anExpiringCertificateIsReportedOnceItIsPut() {
    house.add("example.com");
    house.now = House.NOW.plus(Duration.ofDays(360));
    try (StateList list = list();
        Monitor monitor = monitor(list)) {
      monitor.start();
      house.put("example.com");
      awaitEntry(list, ExpiryCheck.CHECK);

      house.registry.clearCertificate(OWNER, name("example.com"), null);
      awaitNone(list, ExpiryCheck.CHECK);
    }
  }

  @Test
  void theDefaultCertificateIsANoticeUntilTheMasterHasOne() {
    try (StateList list = list();
        Monitor monitor = monitor(list)) {
      monitor.start();
      StateEntry entry = awaitEntry(list, DefaultInForce.CHECK);
      assertThat(entry.status()).isEqualTo(Status.NOTICE);
      assertThat(entry.where()).isEqualTo(Where.role("ws1"));

      house.put("platform.local");
      awaitNone(list, DefaultInForce.CHECK);
    }
  }

  @Test
  void aRoleWithACertdirIsNotTheDefaultsBusiness() {
    RolePair unusable = new RolePair("ws1", "/certs", null);

    assertThat(DefaultInForce.run(house.tree(), List.of(unusable))).isEmpty();
  }

  private StateList list() {
    return new StateList(house.store, () -> house.now, null);
  }

  private Monitor monitor(StateList list) {
    Runnable afterFirstRun =
        () -> {
          firstRuns.incrementAndGet();
          list.forgetUnseen();
        };
    return new Monitor(
        house.store, house.feed, list, new OneRole(house), afterFirstRun, () -> house.now);
  }

  private static StateEntry awaitEntry(StateList list, String check) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> list.entries().stream().filter(e -> e.check().equals(check)).findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static void awaitNone(StateList list, String check) {
    await()
        .atMost(LIMIT)
        .until(() -> list.entries().stream().noneMatch(e -> e.check().equals(check)));
  }

  /** As a restored backup could bring it: a key that nobody can open. */
  private void damage(CertificateId certificate) throws SQLException {
    String url = "jdbc:sqlite:" + house.data.resolve("treeline.db");
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE certificate_pair SET sealed_key = x'00ff' WHERE certificate_id = ?")) {
      update.setLong(1, certificate.value());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
