package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of a few megabytes that fills up. Only root can mount one. */
class FullDiskTest {

  @TempDir private Path home;
  private SmallDisk mounted;
  private Path disk;

  @BeforeEach
  void mountADisk() throws IOException {
    mounted = SmallDisk.mount(home, 6 * 1_024);
    disk = mounted.path();
  }

  @AfterEach
  void unmountIt() {
    if (mounted != null) {
      mounted.close();
    }
  }

  @Test
  void anImportThatFillsTheDiskChangesNothingAndServingGoesOn() throws Exception {
    CertificateMaker maker = new CertificateMaker();
    MadeCertificate own = maker.ec("shop.example");
    Path big = home.resolve("big.jsonl");
    writeTree(big, 12_000, maker.ec("*.example"));
    try (RunningTreeline server = RunningTreeline.start(disk)) {
      server.run("domain", "add", "shop.example").ok();
      server.run("cert", "put", "shop.example", own.write(home.resolve("own.pem")).toString()).ok();
      AdminApi api = server.api();
      String before = api.export();

      Ran refused = server.run("domain", "import", big.toString());
      assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
      assertThat(refused.err()).contains("full", "make room").doesNotContain("Exception");
      assertThat(api.export()).isEqualTo(before);
      assertThat(
              ServerAnswer.to(
                  ClientHello.of("shop.example", ClientHello.EVERY_ALGORITHM),
                  server.address("https")))
          .isEqualTo(new ServerAnswer.Certificate(own.sha256()));

      server.run("domain", "add", "another.example").ok();
    }
    try (RunningTreeline again = RunningTreeline.start(disk)) {
      assertThat(again.run("domain", "export").ok().out())
          .contains("another.example", "shop.example")
          .doesNotContain("d17.example");
    }
    new Database(disk.resolve("data")).requireIntactAudit();
  }

  @Test
  void aStartOnAFullDiskSaysSoAndLeavesNoBrokenStore() throws Exception {
    RunningTreeline.start(disk).close();
    Path filler = disk.resolve("filler");
    Ran filled = Launcher.runProgram(List.of("dd", "if=/dev/zero", "of=" + filler, "bs=64k"));
    assertThat(filled.err()).contains("No space left");
    RunningTreeline start =
        RunningTreeline.launch(home, Launcher.command(RunningTreeline.arguments(disk)));
    // What it has is enough to serve; where it isn't, it says what is missing.
    await().atMost(Duration.ofSeconds(30)).until(() -> start.isReady() || start.hasEnded());
    if (start.isReady()) {
      Ran refused =
          Launcher.run("domain", "add", "x.example", "--data", disk.resolve("data").toString());
      start.stop();
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("full");
    } else {
      assertThat(start.awaitEnd()).isEqualTo(1);
      assertThat(start.log()).contains("full");
    }
    Files.delete(filler);
    RunningTreeline.start(disk).close();
    new Database(disk.resolve("data")).requireIntactAudit();
  }

  private static void writeTree(Path file, int domains, MadeCertificate certificate)
      throws IOException {
    String pem = certificate.pem().replace("\n", "\\n");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < domains; i++) {
      lines.add("{\"name\":\"d" + i + ".example\",\"certificate_pem\":\"" + pem + "\"}");
    }
    Files.write(file, lines);
  }
}
