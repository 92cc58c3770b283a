package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported can be imported again, and changes nothing. */
class ImportExportRoundTripTest {

  private static final long SEED = System.nanoTime();

  @TempDir private static Path home;
  private static RunningTreeline server;
  private static RandomTree tree;

  @BeforeAll
  static void fill() throws IOException {
    tree = new RandomTree(SEED, 120);
    server = RunningTreeline.start(home);
    server.run("domain", "import", tree.write(home.resolve("tree.jsonl")).toString()).ok();
    String tenant = tree.names().getFirst();
    server
        .run(
            "domain",
            "set",
            tenant,
            "acme_enabled=true",
            "acme_account_email=a@example.com",
            "acme_subdomains=www,*",
            "acme_key_types=ec256,rsa2048",
            "hsts_max_age=300")
        .ok();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anExportIsImportedAgainAndNothingThatIsServedChanges() throws IOException {
    List<ServerAnswer> servedBefore = served();
    Path exported = home.resolve("export.jsonl");
    server.run("domain", "export", exported.toString()).ok();
    assertThat(Files.readAllLines(exported)).hasSize(tree.names().size() + 1);
    assertThat(Files.readString(exported)).contains("key sha256=").doesNotContain("PRIVATE KEY");

    Ran again = server.run("domain", "import", exported.toString(), "--json").ok();
    assertThat(again.json().get("added").asInt()).isZero();
    assertThat(server.run("domain", "export").ok().out()).isEqualTo(Files.readString(exported));
    assertThat(served()).isEqualTo(servedBefore);
  }

  @Test
  void linesInAnyOrderMakeTheSameTree() throws IOException {
    List<String> lines =
        new ArrayList<>(server.run("domain", "export").ok().out().lines().toList());
    String before = String.join("\n", lines);
    Collections.shuffle(lines, new Random(SEED));
    Path shuffled = Files.write(home.resolve("shuffled.jsonl"), lines);
    server.run("domain", "import", shuffled.toString()).ok();
    assertThat(server.run("domain", "export").ok().out().strip()).isEqualTo(before);
  }

  @Test
  void anotherInstallationRefusesTheKeysThatItDoesntHold() throws IOException {
    Path exported = home.resolve("elsewhere.jsonl");
    server.run("domain", "export", exported.toString()).ok();
    Path other = Files.createDirectory(home.resolve("other"));
    try (RunningTreeline elsewhere = RunningTreeline.start(other)) {
      Ran refused = elsewhere.run("domain", "import", exported.toString());
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("Line ", "isn't held here");
      assertThat(elsewhere.run("domain", "export").ok().out().lines()).hasSize(1);
    }
  }

  private static List<ServerAnswer> served() throws IOException {
    List<ServerAnswer> served = new ArrayList<>();
    for (String name : tree.names()) {
      served.add(
          ServerAnswer.to(
              ClientHello.of(name, ClientHello.EVERY_ALGORITHM), server.address("https")));
    }
    return served;
  }
}
