package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.toolbox.JSON;

/** What an authority says, in plain words. */
class ProblemWordsTest {

  private static final URI DIRECTORY = URI.create("https://authority.test/directory");

  @ParameterizedTest
  @CsvSource({
    "connection, challenge, could not connect",
    "dns, challenge, could not look the name up",
    "unauthorized, challenge, didn't find the answer",
    "caa, challenge, CAA records forbid",
    "rejectedIdentifier, rejected, doesn't issue for this name",
    "badCSR, rejected, doesn't take the key",
    "invalidContact, account, doesn't take the e-mail address",
    "externalAccountRequired, account, only for its customers",
    "serverInternal, authority, a failure of its own",
    "compound, rejected, refused (compound)"
  })
  void everyKindOfProblemHasASentenceANextStepAndTheDocument(
      String type, String kind, String words) {
    Trouble trouble = ProblemWords.ofChallenge(DIRECTORY, problem(type, "10.0.0.1 says no"));
    assertThat(trouble.kind()).isEqualTo(kind);
    assertThat(trouble.sentence()).contains(words).endsWith("10.0.0.1 says no.");
    assertThat(trouble.nextStep()).endsWith(".");
    assertThat(trouble.problem()).contains("urn:ietf:params:acme:error:" + type);
  }

  @Test
  void partsOfAProblemAreInTheSentenceAndTheDocument() {
    Problem problem =
        problem(
            "{'type':'urn:ietf:params:acme:error:malformed','detail':'Some names','subproblems':"
                + "[{'type':'urn:ietf:params:acme:error:caa','detail':'a.test forbids'},"
                + "{'type':'urn:ietf:params:acme:error:dns','detail':'b.test is gone'}]}");
    Trouble trouble = ProblemWords.of(DIRECTORY, problem);
    assertThat(trouble.sentence()).contains("a.test forbids").contains("b.test is gone");
    assertThat(trouble.problem()).contains("subproblems");
  }

  @Test
  void whatIsRefusedToARequestIsTheAccounts() {
    assertThat(ProblemWords.of(DIRECTORY, problem("unauthorized", "deactivated")).kind())
        .isEqualTo("account");
  }

  @ParameterizedTest
  @CsvSource({
    "too many new orders (300) from this account in the last 3h0m0s, false",
    "too many new registrations (10) from this IP address in the last 3h0m0s, true",
    "Service busy; retry later., true",
    "too many certificates (5) already issued for this exact set of identifiers, false",
    "Your account is temporarily prevented from requesting certificates for a.test, false"
  })
  void aLimitOfEverybodyIsToldFromOneOfTheAccountOrOfSomeNames(String detail, boolean everybody) {
    assertThat(ProblemWords.isOfEverybody(problem("rateLimited", detail))).isEqualTo(everybody);
  }

  @Test
  void anAuthorityThatIsAwayIsNamedWithTheReason() {
    Trouble trouble = ProblemWords.unreachable(DIRECTORY, new ConnectException());
    assertThat(trouble.sentence())
        .isEqualTo(
            "The authority at https://authority.test/directory can't be reached: the connection was"
                + " refused.");
  }

  @Test
  void aRefusedConnectionIsToldHoweverTheClientWrapsIt() {
    Exception refused = new ConnectException();
    refused.initCause(new ClosedChannelException());
    assertThat(ProblemWords.unreachable(DIRECTORY, new IOException(refused)).sentence())
        .endsWith("can't be reached: the connection was refused.");
    assertThat(ProblemWords.unreachable(DIRECTORY, new IOException("broken pipe")).sentence())
        .endsWith("can't be reached: broken pipe.");
  }

  @ParameterizedTest
  @CsvSource({
    "http-01, addresses of a.test|port 80",
    "tls-alpn-01, addresses of a.test|port 443",
    "dns-01, _acme-challenge.a.test|name server",
    "dns-persist-01, treeline acme authorize|a.test"
  })
  void theNextStepIsWhereTheAuthorityLooked(String challenge, String words) {
    Trouble trouble =
        ProblemWords.ofChallenge(
            DIRECTORY, "*.a.test", challenge, problem("unauthorized", "nothing is there"));
    assertThat(trouble.kind()).isEqualTo("challenge");
    assertThat(trouble.sentence())
        .isEqualTo(
            "The authority didn't find the answer that it expects (*.a.test): nothing is there.");
    assertThat(trouble.nextStep()).contains(words.split("[|]"));
    assertThat(
            ProblemWords.ofChallenge(DIRECTORY, "a.test", challenge, problem("caa", "no"))
                .nextStep())
        .contains("CAA records");
  }

  private static Problem problem(String type, String detail) {
    return problem("{'type':'urn:ietf:params:acme:error:" + type + "','detail':'" + detail + "'}");
  }

  private static Problem problem(String json) {
    return new Problem(JSON.parse(json.replace('\'', '"')), Accounts.url(DIRECTORY));
  }
}
