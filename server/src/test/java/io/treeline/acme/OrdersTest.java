package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.Pebble.Behaviour;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.RenewalName;
import io.treeline.registry.CertificateView;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders at a real authority, from the first request to the certificate in force. */
class OrdersTest {

  @TempDir private Path directory;

  @Test
  void aDomainGetsItsCertificateInForceAndNothingIsLeftBehind() {
    try (Pebble pebble = pebble(new Behaviour().strict());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);

      CertificateView served = issuing.served("example.com");
      assertThat(served.source()).isEqualTo("acme");
      assertThat(served.bundle().names()).containsExactly("example.com");
      Automation mark = Objects.requireNonNull(Automation.of(served.bundle()));
      assertThat(mark.directory()).isEqualTo(pebble.directoryUrl().toString());
      assertThat(mark.renewAfter())
          .isBetween(
              Instant.now().plus(Duration.ofDays(50)), Instant.now().plus(Duration.ofDays(70)));
      assertThat(pebble.orders()).isEqualTo(1);
      assertThat(issuing.rows("example.com")).isEmpty();
      assertThat(issuing.house.feed.live().challenges().stand().count()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "50, 20", "90, 3"})
  void refusedNoncesCostNoOrder(int percent, int domains) {
    try (Pebble pebble = pebble(new Behaviour().with("PEBBLE_WFE_NONCEREJECT", percent));
        Issuing issuing = issuing(pebble)) {
      List<String> names =
          IntStream.range(0, domains).mapToObj(i -> "n" + i + ".example.com").toList();
      issuing.house.add("example.com");
      names.forEach(issuing::add);
      assertThat(names.parallelStream().map(issuing::run))
          .allMatch(outcome -> outcome instanceof Outcome.Issued);
      assertThat(pebble.orders()).isEqualTo(domains);
      assertThat(issuing.accounts()).hasSize(1);
    }
  }

  @Test
  void authorizationsThatAreValidAlreadyAreNotAskedForAgain() {
    try (Pebble pebble = pebble(new Behaviour().with("PEBBLE_AUTHZREUSE", 100));
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
      long validations = pebble.validations();
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
      assertThat(validations).isPositive();
      assertThat(pebble.validations()).isEqualTo(validations);
      assertThat(issuing.certificates("example.com")).hasSize(2);
    }
  }

  @Test
  void severalNamesAreOneCertificate() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      assertThat(issuing.run(issuing.wanted("example.com").names("example.com", "www.example.com")))
          .isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.served("example.com").bundle().names())
          .containsExactlyInAnyOrder("example.com", "www.example.com");
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @Test
  void aDualCertificateIsOneValueInTheOrderOfItsKeyTypes() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      assertThat(issuing.run(issuing.wanted("example.com").keys(KeyType.RSA3072, KeyType.EC384)))
          .isInstanceOf(Outcome.Issued.class);
      List<PublicPair> pairs = issuing.served("example.com").bundle().pairs();
      assertThat(((RSAPublicKey) pairs.get(0).leaf().getPublicKey()).getModulus().bitLength())
          .isEqualTo(3072);
      assertThat(
              ((ECPublicKey) pairs.get(1).leaf().getPublicKey()).getParams().getOrder().bitLength())
          .isEqualTo(384);
      assertThat(pebble.orders()).isEqualTo(2);
    }
  }

  @Test
  void theProfileIsAskedForAndAnUnknownOneIsSaid() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      Outcome outcome = issuing.run(issuing.wanted("example.com").profile("shortlived"));
      assertThat(outcome).isInstanceOf(Outcome.Issued.class);
      Outcome.Issued issued = (Outcome.Issued) outcome;
      assertThat(Duration.between(issued.notBefore(), issued.notAfter()))
          .isLessThan(Duration.ofDays(7));

      Trouble trouble = issuing.failed(issuing.wanted("example.com").profile("tlsserver"));
      assertThat(trouble.sentence()).contains("no profile 'tlsserver', only default, shortlived");
      assertThat(pebble.orders()).isEqualTo(1);
    }
  }

  @Test
  void theChainThatLeadsToThePreferredRootIsTaken() {
    try (Pebble pebble =
            pebble(
                new Behaviour().with("PEBBLE_ALTERNATE_ROOTS", 2).with("PEBBLE_CHAIN_LENGTH", 2));
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      for (int root = 0; root < 3; root++) {
        String subject = pebble.root(root).getSubjectX500Principal().getName();
        assertThat(issuing.run(issuing.wanted("example.com").root(subject)))
            .isInstanceOf(Outcome.Issued.class);
        assertThat(topmost("example.com", issuing)).isEqualTo(subject);
      }
      String first = pebble.root(0).getSubjectX500Principal().getName();
      assertThat(issuing.run(issuing.wanted("example.com").root("CN=Nobody Knows")))
          .isInstanceOf(Outcome.Issued.class);
      assertThat(topmost("example.com", issuing)).isEqualTo(first);
    }
  }

  private static String topmost(String name, Issuing issuing) {
    return issuing
        .served(name)
        .bundle()
        .pairs()
        .getFirst()
        .chain()
        .getLast()
        .getIssuerX500Principal()
        .getName();
  }

  @Test
  void aNameThatTheAuthorityRejectsIsTold() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("blocked.test");
      Trouble trouble = issuing.failed(issuing.wanted("blocked.test"));
      assertThat(trouble.kind()).isEqualTo("rejected");
      assertThat(trouble.problem()).contains("rejectedIdentifier");
      assertThat(issuing.rows("blocked.test")).isEmpty();
    }
  }

  @Test
  void aFailedValidationIsToldAndTheNextAttemptOrdersAnew() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing elsewhere = issuing(pebble);
        Issuing issuing =
            new Issuing(
                directory.resolve("other"),
                Issuing.acme(pebble.directoryUrl(), pebble.caFile()),
                0)) {
      assertThat(elsewhere.accounts()).isEmpty();
      issuing.add("example.com");
      Trouble trouble = issuing.failed(issuing.wanted("example.com"));
      assertThat(trouble.kind()).isEqualTo("challenge");
      assertThat(trouble.sentence()).contains("(example.com): ");
      assertThat(trouble.nextStep()).contains("port 80");
      assertThat(trouble.problem()).contains("urn:ietf:params:acme:error:");
      assertThat(issuing.rows("example.com")).isEmpty();
      assertThat(issuing.house.feed.live().challenges().stand().count()).isZero();
      Trouble second = issuing.failed(issuing.wanted("example.com"));
      assertThat(second.kind()).isEqualTo("challenge");
      assertThat(pebble.orders()).isEqualTo(2);
    }
  }

  @Test
  void ofSeveralNamesThoseAreToldThatTheAuthorityDidNotConfirm() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      String[] names = {"a.example.com", "b.example.com", "c.example.com", "example.com"};
      Issuing.WantedFor wanted = issuing.wanted("example.com").names(names);
      issuing.deaf.addAll(List.of("a.example.com", "c.example.com"));
      Outcome.Failed failed = Issuing.failure(issuing.run(wanted));
      assertThat(failed.unconfirmed()).containsExactlyInAnyOrder("a.example.com", "c.example.com");
      assertThat(failed.trouble().sentence())
          .contains("a.example.com", "c.example.com")
          .doesNotContain("b.example.com");

      issuing.deaf.remove("a.example.com");
      assertThat(Issuing.failure(issuing.run(wanted)).unconfirmed())
          .containsExactly("c.example.com");
      issuing.deaf.clear();
      assertThat(issuing.run(wanted)).isInstanceOf(Outcome.Issued.class);
    }
  }

  @Test
  void aWildcardNeedsAWayToAnswerInTheDns() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      Trouble trouble =
          issuing.failed(issuing.wanted("example.com").names("example.com", "*.example.com"));
      assertThat(trouble.sentence()).contains("*.example.com").contains("DNS");
      assertThat(pebble.orders()).isZero();
    }
  }

  @Test
  void noOrderIsMadeForADomainThatIsGoneRenamedOrOutOfAutomation() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("a.test", "b.test", "c.test");
      Issuing.WantedFor removed = issuing.wanted("a.test");
      Issuing.WantedFor renamed = issuing.wanted("b.test");
      Issuing.WantedFor disabled = issuing.wanted("c.test");
      issuing.house.registry.remove(
          io.treeline.registry.House.OWNER, io.treeline.registry.House.name("a.test"), false, null);
      issuing.house.registry.rename(
          io.treeline.registry.House.OWNER,
          io.treeline.registry.House.name("b.test"),
          io.treeline.registry.House.name("d.test"),
          null);
      issuing.house.set("c.test", "acme_enabled", "false");
      assertThat(List.of(issuing.run(removed), issuing.run(renamed), issuing.run(disabled)))
          .allMatch(outcome -> outcome instanceof Outcome.Dropped);
      assertThat(pebble.orders()).isZero();
    }
  }

  @Test
  void aRenewalSaysWhichCertificateItReplacesAndGoesOnWhereThatIsRefused() throws Exception {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
      PublicPair first = issuing.served("example.com").bundle().pairs().getFirst();
      RenewalWindow window =
          Objects.requireNonNull(issuing.orders().renewalWindow(pebble.directoryUrl(), first));
      assertThat(window.start()).isAfter(Instant.now()).isBefore(window.end());
      assertThat(window.askAgain()).isAfter(Instant.now());

      String name = Objects.requireNonNull(RenewalName.of(first.leaf()));
      assertThat(issuing.run(issuing.wanted("example.com").replaces(name)))
          .isInstanceOf(Outcome.Issued.class);
      assertThat(pebble.output()).anyMatch(line -> line.contains("is a replacement of"));
      assertThat(issuing.run(issuing.wanted("example.com").replaces(name)))
          .isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.certificates("example.com")).hasSize(3);
      assertThat(issuing.run(issuing.wanted("example.com").replaces("AAAA.AAAA")))
          .isInstanceOf(Outcome.Issued.class);
    }
  }

  @Test
  void whatAnotherAccountOrderedIsRenewedWithoutSayingWhichOneItReplaces() throws Exception {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("example.com");
      assertThat(issuing.run("example.com")).isInstanceOf(Outcome.Issued.class);
      PublicPair first = issuing.served("example.com").bundle().pairs().getFirst();
      String name = Objects.requireNonNull(RenewalName.of(first.leaf()));
      assertThat(
              issuing.run(issuing.wanted("example.com").holder("other@example.com").replaces(name)))
          .isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.certificates("example.com")).hasSize(2);
      assertThat(pebble.orders()).isEqualTo(2);
      assertThat(issuing.news).isEmpty();
    }
  }

  @Test
  void aCertificateIsRevokedByItsAccountOrByItsKey() throws Exception {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = issuing(pebble)) {
      issuing.add("a.test", "b.test");
      issuing.run("a.test");
      issuing.run(issuing.wanted("b.test").holder("other@example.com"));
      PublicPair byAccount = issuing.served("a.test").bundle().pairs().getFirst();
      PublicPair byKey = issuing.served("b.test").bundle().pairs().getFirst();
      for (PublicPair each : List.of(byAccount, byKey, byKey)) {
        issuing
            .orders()
            .revoke(
                pebble.directoryUrl(), "email:ops@example.com", each, RevocationReason.SUPERSEDED);
        assertThat(pebble.status(each.leaf())).contains("Revoked");
      }
    }
  }

  private Pebble pebble(Behaviour behaviour) {
    return Pebble.start(directory.resolve("pebble"), behaviour);
  }

  private Issuing issuing(Pebble pebble) {
    return new Issuing(directory.resolve("data"), pebble);
  }
}
