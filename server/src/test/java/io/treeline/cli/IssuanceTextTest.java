package io.treeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How issuance reads. */
class IssuanceTextTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(octets, true, StandardCharsets.UTF_8);

  private static final String RETRYING =
      """
      {"name":"shop.example","status":"retrying","names":["shop.example","www.shop.example"],
       "email":"ops@example.com","directory":"https://ca.example/dir","step":null,
       "notAfter":"2026-12-24T12:00:00Z","nextAttempt":"2026-11-24T12:10:00Z","waitsFor":null,
       "failures":2,"budget":[
        {"limit":"5 failed validations in an hour for shop.example","left":3,
         "fullAgain":"2026-11-24T12:23:00Z"}],"trouble":{"kind":"challenge","sentence":"The authority got 404 from it.",
        "nextStep":"Open port 80.","problem":{"type":"urn:ietf:params:acme:error:unauthorized"},
        "at":"2026-11-24T11:59:00Z"}}
      """;

  @Test
  void aDomainThatFailedSaysWhyAndWhatToDoAndWhenItIsTriedAgain() {
    text().print(json(RETRYING));
    assertThat(printed())
        .isEqualTo(
            """
            shop.example  retrying, the last attempt failed
              names                 shop.example, www.shop.example
              account               ops@example.com
              authority             https://ca.example/dir
              expires               2026-12-24T12:00:00Z (in 30 days)
              next attempt          2026-11-24T12:10:00Z (in 10 minutes)
              failures              2 in a row
              budget                3 left of 5 failed validations in an hour for shop.example
              last error            The authority got 404 from it.
                                    2026-11-24T11:59:00Z (60 seconds ago)
              problem document      {"type":"urn:ietf:params:acme:error:unauthorized"}
              next step             Open port 80.
            """);
    assertThat(IssuanceText.reason(json(RETRYING)))
        .isEqualTo("The authority got 404 from it.\nOpen port 80.");
  }

  @Test
  void aDomainThatAPersonTookOverSaysHowAutomationBeginsAgain() {
    JsonObject manual =
        json(
            """
            {"name":"shop.example","status":"manual","names":["shop.example"],"email":"a@b.example",
             "directory":null,"step":null,"notAfter":null,"nextAttempt":null,"waitsFor":null,
             "failures":0,"trouble":null}
            """);
    text().print(manual);
    assertThat(printed())
        .contains("a person put the certificate")
        .contains("  next attempt          never\n")
        .contains("treeline domain set shop.example certificate_pem=");
    assertThat(IssuanceText.reason(manual)).contains("shop.example", "ended the automation");
  }

  @Test
  void aDomainThatWaitsSaysForWhatWithTheDocumentAndTheNextStep() {
    text()
        .print(
            json(
                """
                {"name":"a.example","status":"waiting","names":["a.example"],"email":"a@b.example",
                 "directory":null,"step":null,"notAfter":null,"nextAttempt":"2026-11-24T12:00:30Z",
                 "waitsFor":{"kind":"rate-limited","sentence":"The authority's limit is reached.",
                  "nextStep":"Nothing: it is asked again.","problem":{"status":429},"at":null},
                 "failures":0,"budget":[],"trouble":null}
                """));
    assertThat(printed())
        .endsWith(
            """
              next attempt          2026-11-24T12:00:30Z (in 30 seconds)
              waits for             The authority's limit is reached.
              problem document      {"status":429}
              next step             Nothing: it is asked again.
            """);
  }

  @Test
  void anOrderThatRunsIsUnderWay() {
    text()
        .print(
            json(
                """
                {"name":"a.example","status":"ordering","names":["a.example"],"email":"a@b.example",
                 "directory":null,"step":"challenged","notAfter":null,"nextAttempt":null,
                 "waitsFor":null,"failures":0,"budget":[],"trouble":null}
                """));
    assertThat(printed()).endsWith("  next attempt          under way\n");
  }

  @Test
  void manyDomainsAreARowEach() {
    JsonObject waiting =
        json(
            """
            {"name":"a.example","status":"waiting","names":["a.example"],"email":"a@b.example",
             "directory":null,"step":null,"notAfter":null,"nextAttempt":"2026-11-26T12:00:00Z",
             "waitsFor":{"kind":"limit","sentence":"50 certificates a registered domain in 7 days",
              "nextStep":"Nothing.","problem":null,"at":null},"failures":0,"trouble":null}
            """);
    text().printAll(List.of(waiting, json(RETRYING)));
    assertThat(printed().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("a\\.example +waiting .*50 certificates a registered.*"))
        .anyMatch(line -> line.matches("shop\\.example +retrying .*got 404.*"));
  }

  @Test
  void aLineOfTheLogHasTheProblemDocumentBelowIt() {
    JsonObject event =
        json(
            """
            {"number":7,"at":"2026-11-24T11:00:00.123Z","domain":"shop.example","event":"order.failed",
             "message":"It failed.","problem":{"status":403}}
            """);
    IssuanceLog.print(event, true, out, Style.PLAIN);
    IssuanceLog.print(event, false, out, Style.PLAIN);
    assertThat(printed())
        .isEqualTo(
            """
            2026-11-24T11:00:00Z  shop.example  order.failed  It failed.
                {"status":403}
            2026-11-24T11:00:00Z  order.failed  It failed.
                {"status":403}
            """);
  }

  @Test
  void aPlanSaysDaysWhatIsNextWhatWaitsAndWhichWildcardWouldDo() {
    IssuancePlanText.print(
        json(
            """
            {"from":"2026-11-24T12:00:00Z","to":"2027-01-23T12:00:00Z","orders":3,
             "perDay":[{"day":"2026-11-24","orders":2},{"day":"2026-11-25","orders":0},
              {"day":"2026-11-26","orders":1}],
             "next":[{"name":"a.example","at":"2026-11-24T13:00:00Z","why":"first"}],
             "deferred":[{"name":"b.example","until":"2026-11-26T12:00:00Z","limit":"50 a week"}],
             "wildcards":[{"name":"*.example","covers":12}]}
            """),
        terminal());
    assertThat(printed())
        .isEqualTo(
            """
            3 orders until 2027-01-23T12:00:00Z (in 60 days).

            DAY         ORDERS
            2026-11-24  2       ########################################
            2026-11-26  1       ####################

            NEXT       AT                                    WHY
            a.example  2026-11-24T13:00:00Z (in 60 minutes)  first certificate

            WAITS      UNTIL                             FOR THE LIMIT
            b.example  2026-11-26T12:00:00Z (in 2 days)  50 a week

            ONE WILDCARD  INSTEAD OF
            *.example     12 certificates
            """);
  }

  private IssuanceText text() {
    return new IssuanceText(out, new TimeWords(NOW), Style.PLAIN);
  }

  private Terminal terminal() {
    return new Terminal(
        out,
        out,
        InputStream.nullInputStream(),
        Map.of(),
        InstantSource.fixed(NOW),
        Path.of("."),
        () -> false,
        false,
        time -> {});
  }

  private static JsonObject json(String text) {
    return Json.readObject(text.getBytes(StandardCharsets.UTF_8));
  }

  private String printed() {
    return octets.toString(StandardCharsets.UTF_8);
  }
}
