package io.treeline.monitor;

import static io.treeline.registry.House.NOW;
import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.treeline.access.Principal;
import io.treeline.acme.plan.RenewalPlan;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.state.Condition;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.core.tree.Domain;
import io.treeline.registry.HouseTest;
import io.treeline.store.AcmeDomainRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpiryCheckTest extends HouseTest {

  private static final Instant END = NOW.plus(Duration.ofDays(365));

  private ExpiryCheck check;

  @BeforeEach
  void addOne() {
    check = new ExpiryCheck(house.store);
    house.add("example.com", "a.example.com");
  }

  @Test
  void twoWeeksBeforeItIsTold() {
    house.put("a.example.com");

    assertThat(at(END.minus(Duration.ofDays(14)).minusSeconds(60))).isEmpty();
    Condition found = only(at(END.minus(Duration.ofDays(14)).plusSeconds(60)));
    assertThat(found.status()).isEqualTo(Status.WARNING);
    assertThat(found.where()).isEqualTo(Where.domain(name("a.example.com")));
    assertThat(found.reason()).contains("in 13 days");
    assertThat(found.action()).contains("treeline cert put a.example.com FILE");
  }

  @Test
  void anExpiredOneIsAnError() {
    house.put("a.example.com");

    assertThat(only(at(END.minusSeconds(60))).status()).isEqualTo(Status.WARNING);
    Condition found = only(at(END));
    assertThat(found.status()).isEqualTo(Status.ERROR);
    assertThat(found.reason()).contains("expired at");
  }

  @Test
  void theNoticeIsInheritedAndMayBeLongerOrShorter() {
    house.put("a.example.com");
    house.set("example.com", "expiry_notice_days", "60");
    assertThat(at(END.minus(Duration.ofDays(59)))).hasSize(1);
    assertThat(at(END.minus(Duration.ofDays(61)))).isEmpty();

    house.set("a.example.com", "expiry_notice_days", "3");
    assertThat(at(END.minus(Duration.ofDays(59)))).isEmpty();
    assertThat(at(END.minus(Duration.ofDays(2)))).hasSize(1);
  }

  @Test
  void whatIsRenewedAutomaticallyIsToldWhenHalfOfTheTimeAfterItsRenewalIsGone() {
    Duration lifetime = Duration.ofDays(45);
    issue(lifetime);
    Instant end = NOW.plus(lifetime);
    assertThat(at(end.minus(lifetime.dividedBy(5)))).isEmpty();
    Condition found = only(at(end.minus(lifetime.dividedBy(8))));
    assertThat(found.action()).contains("treeline acme status a.example.com");

    house.set("a.example.com", "acme_enabled", null);
    assertThat(at(end.minus(Duration.ofDays(14)).plusSeconds(60))).hasSize(1);
  }

  @Test
  void ofSixDaysTheLastOneAndAHalfAreTold() {
    Duration lifetime = Duration.ofHours(160);
    issue(lifetime);
    Instant end = NOW.plus(lifetime);
    assertThat(at(end.minus(Duration.ofHours(48)))).isEmpty();
    assertThat(at(end.minus(Duration.ofHours(30)))).hasSize(1);
  }

  @Test
  void theNoticeFollowsTheRenewalOfThatVeryCertificate() {
    Duration lifetime = Duration.ofDays(45);
    for (int round = 0; round < 5; round++) {
      var leaf = issue(lifetime);
      RenewalPlan plan =
          RenewalPlan.of(
              house.domain("a.example.com").id(),
              leaf.leafSha256(),
              leaf.leaf().getNotBefore().toInstant(),
              leaf.leaf().getNotAfter().toInstant(),
              null);
      assertThat(at(plan.notice().minusSeconds(1))).isEmpty();
      assertThat(at(plan.notice().plusSeconds(1))).hasSize(1);
    }
  }

  @Test
  void theNoticeFollowsTheWindowThatTheAuthorityAnnounced() {
    Duration lifetime = Duration.ofDays(45);
    issue(lifetime);
    announce(NOW.plus(Duration.ofDays(5)), NOW.plus(Duration.ofDays(6)));
    Instant end = NOW.plus(lifetime);
    assertThat(at(NOW.plus(Duration.ofDays(24)))).isEmpty();
    assertThat(at(NOW.plus(Duration.ofDays(26)))).hasSize(1);

    issue(lifetime);
    assertThat(at(NOW.plus(Duration.ofDays(26)))).as("of the one before").isEmpty();
    announce(end.minus(Duration.ofDays(7)), end.minus(Duration.ofDays(6)));
    assertThat(at(end.minus(Duration.ofDays(4)))).isEmpty();
    assertThat(at(end.minus(Duration.ofDays(2)))).hasSize(1);
  }

  private void announce(Instant from, Instant to) {
    Domain domain = house.domain("a.example.com");
    house.store.change(write ->
        write.putAcmeDomain(
            AcmeDomainRow.of(domain.id(), "valid", null)
                .judgedBy("a.example.com", domain.certificate())
                .told(new AcmeDomainRow.Window(from, to, null), null)));
  }

  private CertifiedKey issue(Duration lifetime) {
    house.set("a.example.com", "acme_enabled", "true");
    var pair = SelfSigned.create(name("a.example.com"), lifetime, KeyType.EC256, NOW);
    Automation mark = new Automation("https://ca.example/dir", null, null, pair.leafSha256());
    house.registry.putIssued(
        new Principal.Room("acme"),
        house.domain("a.example.com").id(),
        new CertificateBundle(mark.header(), List.of(pair)));
    return pair;
  }

  @Test
  void onlyWhatIsInUseCounts() {
    house.put("a.example.com");
    house.registry.clearCertificate(OWNER, name("a.example.com"), null);
    assertThat(at(END)).isEmpty();

    house.put("example.com");
    house.registry.remove(OWNER, name("example.com"), true, null);
    assertThat(at(END)).isEmpty();
  }

  @Test
  void theDefaultCertificateCountsToo() {
    house.prepareInstallation();
    await().until(() -> house.feed.live().defaultCertificate() != null);

    Condition found = only(at(END.plusSeconds(60)));

    assertThat(found.where()).isEqualTo(Where.INSTALLATION);
    assertThat(found.reason()).startsWith("The default certificate expired");
  }

  @Test
  void aCertdirsPairCountsForEachRoleByTheMastersNotice() {
    RolePair ws = new RolePair("ws1", "/certs", bundle());
    RolePair sg = new RolePair("sg1", "/certs", bundle());
    house.set("platform.local", "expiry_notice_days", "30");

    List<Condition> found =
        check.run(house.feed.live(), List.of(ws, sg), END.minus(Duration.ofDays(29)));

    assertThat(found)
        .extracting(Condition::where)
        .containsExactly(Where.role("ws1"), Where.role("sg1"));
    assertThat(found.getFirst().reason()).contains("/certs");
  }

  private static io.treeline.core.cert.PublicBundle bundle() {
    var pair = SelfSigned.create(name("platform.local"), Duration.ofDays(365), KeyType.EC256, NOW);
    return new CertificateBundle("", List.of(pair)).publicPart();
  }

  private List<Condition> at(Instant now) {
    return check.run(house.feed.live(), List.of(), now);
  }

  private static Condition only(List<Condition> found) {
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
