package io.treeline.registry;

import static io.treeline.registry.House.OWNER;
import static io.treeline.registry.House.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Setting;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BulkImportTest extends HouseTest {

  @Test
  void childrenMayComeBeforeTheirParents() {
    ImportOutcome outcome =
        house.importLines(
            "{\"name\":\"x.a.example.com\",\"parent\":\"a.example.com\"}",
            "{\"name\":\"a.example.com\",\"parent\":\"example.com\"}",
            "",
            "{\"name\":\"example.com\",\"parent\":\"platform.local\"}",
            "{\"name\":\"platform.local\",\"parent\":null}");

    assertThat(outcome)
        .isEqualTo(new ImportOutcome(3, 1, 0, house.tree().change(), true, ImportWarnings.NONE));
    assertThat(house.parentOf("x.a.example.com")).isEqualTo("a.example.com");
    assertThat(house.parentOf("a.example.com")).isEqualTo("example.com");
    assertThat(house.parentOf("example.com")).isEqualTo("platform.local");
  }

  @Test
  void whereNoParentIsNamedTheNearestInTheFileOrTheTreeIsIt() {
    house.add("example.org");

    house.importLines(
        "{\"name\":\"x.y.example.com\"}",
        "{\"name\":\"x.example.org\"}",
        "{\"name\":\"example.com\"}",
        "{\"name\":\"y.example.com\"}",
        "{\"name\":\"other.test\"}");

    assertThat(house.parentOf("x.y.example.com")).isEqualTo("y.example.com");
    assertThat(house.parentOf("y.example.com")).isEqualTo("example.com");
    assertThat(house.parentOf("x.example.org")).isEqualTo("example.org");
    assertThat(house.parentOf("other.test")).isEqualTo("platform.local");
  }

  @Test
  void whatALineDoesNotNameStaysAndNullClears() {
    house.add("example.com", "a.example.com");
    house.registry.add(OWNER, name("x.a.example.com"), name("example.com"), false);
    house.set("x.a.example.com", "hsts_max_age", "60");
    house.set("x.a.example.com", "acme_enabled", "true");
    CertificateId certificate = house.put("x.a.example.com");

    house.importLines("{\"name\":\"x.a.example.com\",\"acme_enabled\":null}");

    assertThat(house.parentOf("x.a.example.com")).isEqualTo("example.com");
    assertThat(house.domain("x.a.example.com").settings().get(Setting.HSTS_MAX_AGE))
        .isEqualTo("60");
    assertThat(house.domain("x.a.example.com").settings().get(Setting.ACME_ENABLED)).isNull();
    assertThat(house.domain("x.a.example.com").certificate()).isEqualTo(certificate);

    house.importLines(
        "{\"name\":\"x.a.example.com\",\"parent\":\"a.example.com\",\"certificate_pem\":null}");
    assertThat(house.parentOf("x.a.example.com")).isEqualTo("a.example.com");
    assertThat(house.domain("x.a.example.com").hasCertificate()).isFalse();
  }

  @Test
  void certificatesAndSettingsOfAllTypesAreTaken() {
    String pem = House.pem("example.com").replace("\n", "\\n");
    ImportOutcome outcome =
        house.importLines(
            "\uFEFF{\"name\":\"Example.COM.\",\"acme_enabled\":true,\"expiry_notice_days\":30,"
                + "\"acme_subdomains\":[\"www\",\"*\"],\"acme_profile\":\"true\","
                + "\"certificate_pem\":\""
                + pem
                + "\"}\r",
            "{\"name\":\"bücher.example\"}");

    assertThat(outcome.certificates()).isEqualTo(1);
    assertThat(house.domain("example.com").settings().asMap())
        .containsEntry(Setting.ACME_ENABLED, "true")
        .containsEntry(Setting.EXPIRY_NOTICE_DAYS, "30")
        .containsEntry(Setting.ACME_SUBDOMAINS, "www,*");
    assertThat(house.has("xn--bcher-kva.example")).isTrue();
    assertThat(house.export(OWNER)).contains("\"acme_profile\":\"true\"");
  }

  @Test
  void everyBadLineIsNamedAndNothingIsChanged() {
    house.add("taken.example");
    long before = house.tree().change();
    String secret = "MIGHAgEAMBMGByqGSM49";

    Throwable refusal =
        catchThrowable(() ->
            house.importLines(
                "{\"name\":\"good.example\"}",
                "not JSON " + secret,
                "{\"name\":\"a..b\"}",
                "[]",
                "{\"parent\":\"taken.example\"}",
                "{\"name\":\"b.example\",\"no_such\":{\"a\":[1]},\"acme_enabled\":\"maybe\"}",
                "{\"name\":\"good.example\"}",
                "{\"name\":\"c.example\",\"parent\":\"nowhere.example\"}",
                "{\"name\":\"d.example\",\"parent\":null}",
                "{\"name\":\"platform.local\",\"parent\":\"taken.example\"}",
                "{\"name\":\"e.example\",\"parent\":\"taken.example\"}",
                "{\"name\":\"f.example\",\"certificate_pem\":\"" + secret + "\"}",
                "{\"name\":7}",
                "{\"name\":\"g.example\",\"acme_enabled\":1,\"hsts_max_age\":[\"1\"]}",
                "{\"name\":\"h.example\",\"name\":\"h.example\"}",
                "{\"name\":\"i.example\"} {\"name\":\"j.example\"}",
                "{\"name\":\"x.taken.example\",\"parent\":\"platform.local\"}",
                "{\"name\":\"x.b.example\",\"parent\":\"b.example\"}",
                "{\"name\":\"k.example\",\"certificate_pem\":12}",
                "{\"name\":\"taken.example\",\"parent\":null}"));

    List<String> problems = House.problems(refusal);
    assertThat(problems.stream().map(each -> each.replaceFirst(":.*", "")))
        .containsExactlyElementsOf(
            IntStream.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20)
                .mapToObj(number -> "Line " + number)
                .toList());
    assertThat(problem(problems, 6)).contains("no_such").contains("acme_enabled");
    assertThat(problem(problems, 7)).contains("Line 1 names 'good.example' too");
    assertThat(problem(problems, 8)).contains("neither in the tree nor in the file");
    assertThat(problem(problems, 11)).contains("doesn't end in");
    assertThat(problem(problems, 14)).contains("'acme_enabled' must be true or false");
    assertThat(problem(problems, 15)).contains("there twice");
    assertThat(problem(problems, 17)).contains("--allow-nested");
    assertThat(refusal).hasMessageNotContaining(secret);
    assertThat(house.tree().change()).isEqualTo(before);
    assertThat(house.tree().size()).isEqualTo(2);
  }

  private static String problem(List<String> problems, int line) {
    return problems.stream()
        .filter(each -> each.startsWith("Line " + line + ":"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLineWithoutEndIsRefusedWithoutBeingKept() {
    byte[] endless = "x".repeat(3 << 20).getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() ->
            house.registry.importLines(
                OWNER, new ByteArrayInputStream(endless), false, false, count -> {}))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessage("Line 1: It is longer than 1 MiB: a line holds one domain.");
  }

  @Test
  void whatIsNoUtf8IsRefused() {
    byte[] latin1 = "{\"name\":\"b\u00fccher.example\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() ->
            house.registry.importLines(
                OWNER, new ByteArrayInputStream(latin1), false, false, count -> {}))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageStartingWith("Line 1: ");
  }

  @Test
  @Timeout(60)
  void aWrongFileOfManyLinesIsRefusedInGoodTime() {
    String lines =
        IntStream.rangeClosed(1, 40_000)
            .mapToObj(i -> i % 2 == 0 ? "name;" + i : "{\"name\":\"n" + i % 999 + ".example\"}")
            .collect(Collectors.joining("\n"));

    List<String> problems = House.problems(catchThrowable(() -> house.importLines(lines)));

    assertThat(problems).hasSize(1_001).last().asString().startsWith("Further bad lines: ");
    assertThat(problems.getLast()).endsWith("-40000.");
  }

  @Test
  void tenantsAreKeptApartInBothDirectionsUnlessInsistedOn() {
    house.add("a.example.com");

    assertThatThrownBy(() ->
            house.importLines(
                "{\"name\":\"example.com\"}",
                "{\"name\":\"x.example.org\",\"parent\":\"platform.local\"}",
                "{\"name\":\"example.org\"}"))
        .isInstanceOf(Refusal.Invalid.class)
        .satisfies(refusal ->
            assertThat(House.problems(refusal))
                .satisfiesExactly(
                    one -> assertThat(one).startsWith("Line 1: ").contains("'a.example.com'"),
                    two -> assertThat(two).startsWith("Line 2: ").contains("'example.org'")));

    byte[] line = "{\"name\":\"example.com\"}".getBytes(StandardCharsets.UTF_8);
    house.registry.importLines(OWNER, new ByteArrayInputStream(line), true, false, count -> {});
    assertThat(house.parentOf("a.example.com")).isEqualTo("platform.local");
  }

  @Test
  void anExportThatIsImportedAgainChangesNothing() {
    house.add("example.com", "a.example.com", "other.org");
    house.registry.add(OWNER, name("b.example.com"), name("platform.local"), true);
    house.set("a.example.com", "acme_subdomains", "www,*");
    house.set("a.example.com", "acme_preflight", "false");
    house.put("other.org");
    house.registry.putCertificate(
        OWNER,
        name("a.example.com"),
        new Upload(
            List.of(
                new io.treeline.core.cert.NamedInput(
                    "test",
                    ("date=2026-11-24\n" + House.pem("a.example.com"))
                        .getBytes(StandardCharsets.UTF_8))),
            null,
            "self-signed"),
        false,
        null);
    String exported = house.export(OWNER);
    CertificateId certificate = house.domain("a.example.com").certificate();
    long version = house.registry.show(OWNER, name("a.example.com")).version();
    assertThat(exported).doesNotContain("PRIVATE");

    ImportOutcome outcome = house.importLines(exported);

    assertThat(outcome.added()).isZero();
    assertThat(outcome.updated()).isEqualTo(5);
    assertThat(outcome.certificates()).isZero();
    assertThat(outcome.warnings().byCode()).containsEntry("self-signed", 2L);
    assertThat(house.export(OWNER)).isEqualTo(exported);
    assertThat(house.domain("a.example.com").certificate()).isEqualTo(certificate);
    assertThat(house.registry.show(OWNER, name("a.example.com")).version()).isEqualTo(version);
  }

  @Test
  void aDryRunSaysWhatWouldBeAndLeavesEverythingAsItWas() {
    house.add("example.com");
    long change = house.tree().change();
    long audit = house.store.read(read -> (long) read.auditLines(0, 1000).size());
    String line =
        "{\"name\":\"new.example.com\",\"certificate_pem\":\""
            + House.pem("elsewhere.org").replace("\n", "\\n")
            + "\"}";

    ImportOutcome outcome = dryRun(line);

    assertThat(outcome.stored()).isFalse();
    assertThat(outcome.added()).isEqualTo(1);
    assertThat(outcome.certificates()).isEqualTo(1);
    assertThat(outcome.change()).isZero();
    assertThat(outcome.warnings().byCode()).containsOnlyKeys("self-signed", "name-not-covered");
    assertThat(outcome.warnings().first().getFirst().line()).isEqualTo(1);
    assertThat(outcome.warnings().first().getFirst().name()).isEqualTo("new.example.com");
    assertThat(house.has("new.example.com")).isFalse();
    assertThat(house.store.<Long>read(read -> read.lastChange())).isEqualTo(change);
    assertThat(house.store.<Integer>read(read -> read.auditLines(0, 1000).size()))
        .isEqualTo((int) audit);
    assertThat(house.importLines(line).added()).isEqualTo(1);
  }

  @Test
  void aDryRunRefusesWhatAnImportRefuses() {
    assertThat(House.problems(catchThrowable(() -> dryRun("{\"name\":\"a..b\"}"))))
        .singleElement()
        .asString()
        .startsWith("Line 1: ");
  }

  private ImportOutcome dryRun(String lines) {
    return house.registry.importLines(
        OWNER,
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
        false,
        true,
        count -> {});
  }

  @Test
  void progressIsToldUpToTheLastLine() {
    List<Long> told = new ArrayList<>();
    byte[] lines =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "{\"name\":\"n" + i + ".example\"}")
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.UTF_8);

    house.registry.importLines(OWNER, new ByteArrayInputStream(lines), false, false, told::add);

    assertThat(told).hasSizeGreaterThan(3).isSorted().last().isEqualTo(1_000L);
    assertThat(house.tree().size()).isEqualTo(1_001);
  }

  @Test
  void aTenantImportsBelowItsOwnDomainOnly() {
    house.add("example.com", "a.example.com", "other.org");
    house.registry.add(OWNER, name("n.example.com"), name("platform.local"), true);
    house.registry.add(OWNER, name("m.example.com"), name("platform.local"), true);
    Principal tenant = house.holder("example.com", Right.ADMIN);

    house.importLines(
        tenant,
        "{\"name\":\"b.example.com\"}",
        "{\"name\":\"x.n.example.com\"}",
        "{\"name\":\"example.com\",\"hsts_max_age\":60}");
    assertThat(house.parentOf("b.example.com")).isEqualTo("example.com");
    assertThat(house.parentOf("x.n.example.com")).isEqualTo("example.com");

    Throwable refusal =
        catchThrowable(() ->
            house.importLines(
                tenant,
                "{\"name\":\"other.org\"}",
                "{\"name\":\"n.example.com\",\"parent\":\"example.com\"}",
                "{\"name\":\"y.other.org\"}",
                "{\"name\":\"y.nowhere.org\"}",
                "{\"name\":\"x.m.example.com\",\"parent\":\"m.example.com\"}",
                "{\"name\":\"x.o.example.com\",\"parent\":\"o.example.com\"}",
                "{\"name\":\"platform.local\",\"parent\":null}",
                "{\"name\":\"example.com\",\"parent\":\"platform.local\"}"));
    List<String> problems = House.problems(refusal);
    assertThat(problems).hasSize(7);
    assertThat(problem(problems, 3).replace("other", "nowhere").substring(8))
        .isEqualTo(problem(problems, 4).substring(8));
    assertThat(problem(problems, 5).replace("m.", "o.").substring(8))
        .isEqualTo(problem(problems, 6).substring(8));
    assertThat(house.parentOf("n.example.com")).isEqualTo("platform.local");
  }

  @Test
  void anOperatorImportsSettingsButNoDomainsAndNoMoves() {
    house.add("example.com", "a.example.com", "x.a.example.com");
    Principal operator = house.holder("example.com", Right.OPERATOR);

    house.importLines(operator, "{\"name\":\"a.example.com\",\"hsts_max_age\":60}");
    Throwable refusal =
        catchThrowable(() ->
            house.importLines(
                operator,
                "{\"name\":\"b.example.com\"}",
                "{\"name\":\"x.a.example.com\",\"parent\":\"example.com\"}"));

    assertThat(House.problems(refusal)).hasSize(2).allMatch(each -> each.contains("role admin"));
    assertThatThrownBy(() -> house.importLines(house.holder("example.com", Right.VIEWER), "{}"))
        .isInstanceOf(Refusal.Forbidden.class);
  }

  @Test
  @Timeout(30)
  void aCycleInTheFileIsRefused() {
    house.add("example.com", "a.example.com");
    Principal tenant = house.holder("example.com", Right.ADMIN);

    assertThatThrownBy(() ->
            house.importLines(
                tenant,
                "{\"name\":\"a.example.com\",\"parent\":\"b.a.example.com\"}",
                "{\"name\":\"b.a.example.com\",\"parent\":\"a.example.com\"}"))
        .isInstanceOf(Refusal.Invalid.class)
        .hasMessageContaining("Line 1: ");
  }

  @Test
  void aTenantsExportNamesNothingOutsideItsSubtree() {
    house.add("example.com", "a.example.com", "other.org");
    Principal tenant = house.holder("example.com", Right.VIEWER);

    String exported = house.export(tenant);

    assertThat(exported.lines()).hasSize(2);
    assertThat(exported).doesNotContain("platform.local").doesNotContain("other.org");
    house.importLines(house.holder("example.com", Right.ADMIN), exported);
    assertThat(house.parentOf("example.com")).isEqualTo("platform.local");
  }

  @Test
  void anImportIsInForceWhenItReturns() {
    long before = house.tree().change();
    ImportOutcome outcome = house.importLines("{\"name\":\"example.com\"}");

    assertThat(outcome.change()).isEqualTo(before + 1);
    assertThat(house.feed.await(outcome.change(), Duration.ZERO)).isTrue();
    assertThat(house.has("example.com")).isTrue();
  }
}
