package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.acme.Gate.Verdict;
import io.treeline.acme.Pebble.Behaviour;
import io.treeline.config.Acme;
import io.treeline.config.SecretSource;
import io.treeline.core.cert.OwnKey;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.RenewalName;
import io.treeline.store.AcmeAccountRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;

/** Accounts at a real authority: made once, kept, changed, and replaced when they end there. */
class AccountsTest {

  private static final String HOLDER = "email:ops@example.com";

  @TempDir private Path directory;

  @Test
  void holdersHaveAccountsOfTheirOwnAndShareThemAmongDomains() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      issuing.add("a.test", "b.test", "c.test");
      issuing.run("a.test");
      issuing.run("b.test");
      issuing.run(issuing.wanted("c.test").holder("other@example.com"));
      assertThat(issuing.accounts())
          .extracting(AcmeAccountRow::holder)
          .containsExactly("email:other@example.com", HOLDER);
      assertThat(issuing.accounts()).allMatch(row -> row.status().equals("valid"));
    }
  }

  @Test
  void anotherAddressOfTheSameHolderIsToldToTheAuthority() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      issuing.add("a.test");
      issuing.run("a.test");
      Outcome outcome = issuing.run(issuing.wanted("a.test").email("new@example.com"));
      assertThat(outcome).isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.accounts())
          .singleElement()
          .extracting(AcmeAccountRow::email)
          .isEqualTo("new@example.com");
      assertThat(login(issuing, pebble).getAccount().getContacts())
          .singleElement()
          .hasToString("mailto:new@example.com");
    }
  }

  @Test
  void anAccountThatWasEndedThereIsReplaced() throws Exception {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      issuing.add("a.test");
      issuing.run("a.test");
      login(issuing, pebble).getAccount().deactivate();
      PublicPair served = issuing.served("a.test").bundle().pairs().getFirst();
      String replaced = Objects.requireNonNull(RenewalName.of(served.leaf()));
      assertThat(issuing.run(issuing.wanted("a.test").replaces(replaced)))
          .as("the certificate of the account that ended is renewed by the other")
          .isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.accounts())
          .extracting(AcmeAccountRow::status)
          .containsExactly("valid", "ended");
      assertThat(issuing.news).containsExactly("replaced " + HOLDER);
    }
  }

  @Test
  void aKeyIsChangedAndTheAccountStays() throws Exception {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      issuing.add("a.test");
      issuing.run("a.test");
      byte[] before = key(issuing);
      issuing.orders().changeAccountKey(pebble.directoryUrl(), HOLDER);
      assertThat(key(issuing)).isNotEqualTo(before);
      assertThat(issuing.run("a.test")).isInstanceOf(Outcome.Issued.class);
      issuing.restart();
      assertThat(issuing.run("a.test")).isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.accounts()).hasSize(1);
    }
  }

  enum Cut {
    REQUEST,
    ANSWER
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void aChangeOfKeyThatWasCutOffIsFinished(Cut cut) throws Exception {
    try (Pebble pebble = pebble(new Behaviour());
        Gate gate = new Gate(pebble);
        Issuing issuing = new Issuing(directory.resolve("data"), gate, pebble)) {
      issuing.add("a.test");
      issuing.run("a.test");
      byte[] before = key(issuing);
      AtomicReference<Verdict> verdict =
          new AtomicReference<>(
              cut == Cut.ANSWER ? new Verdict.LoseAnswer() : new Verdict.LoseRequest());
      gate.rule(path ->
          path.startsWith("/rollover") ? verdict.getAndSet(new Verdict.LoseRequest()) : Gate.PASS);
      try {
        issuing.orders().changeAccountKey(gate.directoryUrl(), HOLDER);
      } catch (UnreachableException e) {
        assertThat(e.trouble().kind()).isEqualTo("unreachable");
      }
      gate.rule(path -> Gate.PASS);
      issuing.restart();
      assertThat(issuing.run("a.test")).isInstanceOf(Outcome.Issued.class);
      assertThat(issuing.accounts()).singleElement().matches(row -> !row.changingKey());
      assertThat(key(issuing)).isNotEqualTo(before);
    }
  }

  @Test
  void anAccountIsBoundToTheOneThatTheOperatorHas() {
    Behaviour behaviour =
        new Behaviour()
            .config(
                "\"externalAccountBindingRequired\": true, \"externalAccountMACKeys\": {\"kid-1\":"
                    + " \"zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W\"}");
    try (Pebble pebble = pebble(behaviour)) {
      Acme.ExternalAccount bound =
          new Acme.ExternalAccount("kid-1", new SecretSource.Environment("EAB_KEY"));
      try (Issuing issuing =
          new Issuing(
              directory.resolve("data"),
              Issuing.acme(pebble.directoryUrl(), pebble.caFile(), bound, List.of()),
              pebble.httpPort())) {
        issuing.add("a.test");
        assertThat(issuing.run("a.test")).isInstanceOf(Outcome.Issued.class);
      }
      try (Issuing issuing = new Issuing(directory.resolve("other"), pebble)) {
        issuing.add("a.test");
        Trouble trouble = issuing.failed(issuing.wanted("a.test"));
        assertThat(trouble.kind()).isEqualTo("account");
        assertThat(trouble.nextStep()).contains("'eab' of role mware");
      }
      Acme.ExternalAccount unknown =
          new Acme.ExternalAccount("kid-2", new SecretSource.Environment("EAB_KEY"));
      try (Issuing issuing =
          new Issuing(
              directory.resolve("unknown"),
              Issuing.acme(pebble.directoryUrl(), pebble.caFile(), unknown, List.of()),
              pebble.httpPort())) {
        issuing.add("a.test");
        Trouble trouble = issuing.failed(issuing.wanted("a.test"));
        assertThat(trouble.nextStep()).contains("Compare the key id").contains("'eab'");
        assertThat(trouble.problem()).contains("kid");
      }
    }
  }

  @Test
  void otherTermsAreToldOnce() {
    try (Pebble pebble = pebble(new Behaviour());
        Issuing issuing = new Issuing(directory.resolve("data"), pebble)) {
      issuing.add("a.test");
      issuing.run("a.test");
      AcmeAccountRow row = issuing.accounts().getFirst();
      issuing
          .real()
          .change(write ->
              write.updateAcmeAccount(
                  new AcmeAccountRow(
                      row.id(),
                      row.directory(),
                      row.holder(),
                      row.email(),
                      row.status(),
                      row.location(),
                      "https://old.test/terms",
                      false,
                      row.made(),
                      null)));
      issuing.run("a.test");
      issuing.run("a.test");
      assertThat(issuing.news)
          .singleElement()
          .asString()
          .startsWith("terms https://old.test/terms -> ");
    }
  }

  private static byte[] key(Issuing issuing) {
    long id = issuing.accounts().getFirst().id();
    return Objects.requireNonNull(issuing.real().<byte[]>read(read -> read.acmeAccountKey(id)));
  }

  private static Login login(Issuing issuing, Pebble pebble) {
    try {
      AcmeAccountRow row = issuing.accounts().getFirst();
      Session session =
          new AuthoritySession(
              pebble.directoryUrl(),
              new AuthorityProvider(AuthorityTrust.of(pebble.caFile()), new Pause()));
      return session.login(
          Accounts.url(Objects.requireNonNull(row.location())),
          OwnKey.restore(key(issuing)).keyPair());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Pebble pebble(Behaviour behaviour) {
    return Pebble.start(directory.resolve("pebble"), behaviour);
  }
}
