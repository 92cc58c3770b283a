package io.treeline.importer;

import static io.treeline.importer.ForeignFiles.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.KeyType;
import io.treeline.core.name.DomainName;
import io.treeline.importer.Placement.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificate is proposed for which domain. */
class ProposerTest {

  @TempDir Path directory;
  private final Map<DomainName, Standing> tree = new HashMap<>();
  private ForeignFiles files;

  @BeforeEach
  void begin() {
    files = new ForeignFiles(directory);
  }

  @Test
  void aNameBelowGetsItsCertificateFromTheNameAbove() throws Exception {
    files.pair("a", "a.example", 1);
    Proposal proposal = proposal(site("a", "www.a.example", "a.example", "*.a.example"));
    assertThat(proposal.placements())
        .extracting(Placement::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("ADD a.example "),
            second -> assertThat(second).startsWith("INHERIT www.a.example "));
    assertThat(proposal.changes()).hasSize(1);
    assertThat(proposal.placements()).allMatch(Placement::covers);
  }

  @Test
  void theNewestValidOneThatCoversTheNameWinsAndTheOthersAreNamed() throws Exception {
    String older = files.pair("older", "a.example", 20);
    String newer = files.pair("newer", "a.example", 2);
    String expired = files.pair("expired", "a.example", 100);
    String wrong = files.pair("wrong", "b.example", 1);
    Proposal proposal =
        proposal(
            site("expired", "a.example"),
            site("older", "a.example"),
            site("wrong", "a.example"),
            site("newer", "a.example"));
    Placement placement = proposal.placements().getFirst();
    assertThat(placement.bundle().first().leafSha256().hex()).isEqualTo(newer);
    assertThat(proposal.setAside())
        .extracting(Remark::sentence)
        .satisfiesExactly(
            first -> assertThat(first).contains(older, "newer"),
            second -> assertThat(second).contains(wrong, "doesn't cover the name"),
            third -> assertThat(third).contains(expired, "isn't valid now"));
  }

  @Test
  void whatTheTreeHasIsTakenIntoAccount() throws Exception {
    String same = files.pair("same", "same.example", 5);
    files.pair("old", "kept.example", 50);
    files.pair("new", "put.example", 5);
    files.pair("bare", "bare.example", 5);
    tree.put(name("same.example"), has(same, 5));
    tree.put(name("kept.example"), has("0".repeat(64), 5));
    tree.put(name("put.example"), has("0".repeat(64), 80));
    tree.put(name("bare.example"), new Standing(name("platform.local"), null));
    Proposal proposal =
        proposal(
            site("same", "same.example"),
            site("old", "kept.example"),
            site("new", "put.example"),
            site("bare", "bare.example"));
    assertThat(kinds(proposal))
        .containsEntry("same.example", Kind.SAME)
        .containsEntry("kept.example", Kind.KEEP)
        .containsEntry("put.example", Kind.PUT)
        .containsEntry("bare.example", Kind.PUT);
  }

  @Test
  void aNameWhoseNearestDomainHasAnotherCertificateIsAddedBelowIt() throws Exception {
    files.pair("www", "a.example", 5);
    tree.put(name("a.example"), has("0".repeat(64), 1));
    Placement placement = proposal(site("www", "www.a.example")).placements().getFirst();
    assertThat(placement.kind()).isEqualTo(Kind.ADD);
    assertThat(placement.other()).isEqualTo(name("a.example"));
  }

  @Test
  void aDomainWithoutOneInheritsWhatItsParentIsGiven() throws Exception {
    files.pair("a", "a.example", 5);
    tree.put(name("a.example"), new Standing(name("platform.local"), null));
    tree.put(name("w.a.example"), new Standing(name("a.example"), null));
    Proposal proposal = proposal(site("a"), site("a", "w.a.example"));
    assertThat(kinds(proposal))
        .containsEntry("a.example", Kind.PUT)
        .containsEntry("w.a.example", Kind.INHERIT);
  }

  @Test
  void twoKindsOfKeyAreOneDualCertificate() throws Exception {
    files.whole("rsa.pem", "a.example", 1, KeyType.RSA2048);
    files.whole("ec.pem", "a.example", 1, KeyType.EC256);
    Site both =
        new Site(
            new Origin(directory, 1),
            List.of(),
            List.of(directory.resolve("rsa.pem"), directory.resolve("ec.pem")));
    assertThat(proposal(both).placements().getFirst().bundle().pairs()).hasSize(2);
  }

  @Test
  void whatCantBeServedIsNamedWithTheReason() throws Exception {
    files.write("broken.crt", "nothing");
    files.write("broken.key", "nothing");
    Proposal proposal =
        proposal(site("broken", "a.example"), site("gone", "b.example"), site("gone", "..x"));
    assertThat(proposal.placements()).isEmpty();
    assertThat(proposal.notUnderstood())
        .extracting(Remark::sentence)
        .hasSize(2)
        .anyMatch(sentence -> sentence.contains("gone.crt can't be read"));
  }

  @Test
  void itsWordsHaveNoKey() throws Exception {
    files.pair("a", "a.example", 1);
    assertThat(proposal(site("a")).toString()).doesNotContain("PRIVATE");
  }

  private static Standing has(String sha256, int daysAgo) {
    return new Standing(
        name("platform.local"),
        new InForce(
            sha256,
            true,
            List.of(),
            NOW.minus(Duration.ofDays(daysAgo)),
            NOW.plus(Duration.ofDays(30))));
  }

  private Site site(String file, String... names) {
    return new Site(
        new Origin(directory.resolve("conf"), 1),
        List.of(names),
        List.of(directory.resolve(file + ".crt"), directory.resolve(file + ".key")));
  }

  private Proposal proposal(Site... sites) throws IOException {
    return Proposer.propose(new Layout(List.of(sites), List.of()), this::find, null, NOW);
  }

  private @Nullable Standing find(DomainName name) {
    return tree.get(name);
  }

  private static Map<String, Kind> kinds(Proposal proposal) {
    Map<String, Kind> kinds = new HashMap<>();
    proposal.placements().forEach(each -> kinds.put(each.name().text(), each.kind()));
    return kinds;
  }

  private static DomainName name(String text) {
    return DomainName.parse(text);
  }
}
