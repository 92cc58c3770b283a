package io.treeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.api.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How things read. */
class TextTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(octets, true, StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource({
    "2027-02-03T12:00:00Z, in 71 days",
    "2026-11-26T12:00:00Z, in 2 days",
    "2026-11-26T11:00:00Z, in 47 hours",
    "2026-11-24T12:59:00Z, in 59 minutes",
    "2026-11-24T12:00:01Z, in 1 second",
    "2026-11-24T11:59:00Z, 60 seconds ago",
    "2025-11-24T12:00:00Z, 365 days ago"
  })
  void aTimeIsAlsoSaidInWords(Instant time, String words) {
    assertThat(new TimeWords(NOW).of(time)).isEqualTo(time + " (" + words + ")");
  }

  @ParameterizedTest
  @CsvSource({
    "90d, 2027-02-22T12:00:00Z",
    "12h, 2026-11-25T00:00:00Z",
    "2027-06-30, 2027-06-30T00:00:00Z",
    "2027-06-30T01:02:03Z, 2027-06-30T01:02:03Z"
  })
  void anExpiryIsADistanceADayOrAnInstant(String given, Instant time) {
    assertThat(Expiry.parse(given, NOW)).isEqualTo(time);
  }

  @Test
  void whatIsNoTimeIsWrongUsage() {
    assertThatThrownBy(() -> Expiry.parse("soon", NOW)).isInstanceOf(WrongUsage.class);
    assertThatThrownBy(() -> Expiry.parse("2027-13-01", NOW)).isInstanceOf(WrongUsage.class);
  }

  @Test
  void columnsAreAsWideAsTheyNeed() {
    new Table("ID", "NAME").row("1", "käse.example").row("1000", "b").print(out);
    assertThat(text()).isEqualTo("ID    NAME\n1     käse.example\n1000  b\n");
  }

  @Test
  void anExplanationIsReadStepByStep() {
    new ExplanationText(out, new TimeWords(NOW), Style.PLAIN)
        .print(
            Json.readObject(
                """
                {"sni":"a.b.example.com","role":"ws1","source":"default","domain":null,
                 "sha256":"ab","notAfter":"2026-12-24T12:00:00Z","covers":false,"client":"any","pairs":[],
                 "steps":[
                  {"step":"name-parent","name":"b.example.com","outcome":"not in tree","detail":null},
                  {"step":"master","name":"example.com","outcome":"no certificate","detail":null},
                  {"step":"certdir","name":"/c","outcome":"unusable","detail":"no server.key"},
                  {"step":"default","name":null,"outcome":"applied","detail":null}],
                 "warnings":["Browsers will refuse it: put a certificate."]}
                """
                    .getBytes(StandardCharsets.UTF_8)));
    assertThat(text())
        .isEqualTo(
            """
            a.b.example.com on role ws1
              1. a name above it, b.example.com: not in tree
              2. the master, example.com: no certificate
              3. the role's certdir /c: unusable (no server.key)
              4. the default certificate: applied
            It gets the default certificate, sha256 ab, expires 2026-12-24T12:00:00Z (in 30 days); \
            it doesn't cover the name.
            warning: Browsers will refuse it: put a certificate.
            """);
  }

  @Test
  void coloursAreOnlyForATerminal() {
    assertThat(Style.PLAIN.bad("x")).isEqualTo("x");
    assertThat(Style.COLOURED.bad("x")).isEqualTo("\u001b[31mx\u001b[0m");
  }

  @Test
  void progressIsOneLineOnATerminal() {
    ImportProgressLine progress = new ImportProgressLine(terminal(InstantSource.fixed(NOW), true));
    progress.lines(10);
    progress.lines(20);
    progress.end();
    assertThat(text()).isEqualTo("\r10 lines read \r20 lines read \n");
  }

  @Test
  void progressIsAPlainLineEveryFewSecondsElsewhere() {
    Instant[] now = {NOW};
    ImportProgressLine progress = new ImportProgressLine(terminal(() -> now[0], false));
    for (int second = 1; second <= 11; second++) {
      now[0] = NOW.plusSeconds(second);
      progress.lines(second * 100);
    }
    progress.end();
    assertThat(text()).isEqualTo("500 lines read\n1000 lines read\n");
  }

  private Terminal terminal(InstantSource clock, boolean interactive) {
    return new Terminal(
        out,
        out,
        InputStream.nullInputStream(),
        Map.of(),
        clock,
        Path.of("."),
        () -> interactive,
        true,
        time -> {});
  }

  private String text() {
    return octets.toString(StandardCharsets.UTF_8);
  }
}
