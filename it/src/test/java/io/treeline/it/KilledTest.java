package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed in the middle of a write, as by a power cut: it starts again, the write is
 * there whole or not at all, and everything else is as it was.
 */
class KilledTest {

  private static final long SEED = System.nanoTime();

  private final CertificateMaker maker = new CertificateMaker();
  private final RandomGenerator random = new Random(SEED);
  @TempDir private Path home;
  private RunningTreeline server;

  /** What a round writes, and how to see whether it is there. */
  private interface Write {
    List<String> command(int round);

    /** True if it is there whole, false if not at all; anything else is a failure. */
    boolean isThere(int round) throws Exception;
  }

  @BeforeEach
  void start() {
    server = RunningTreeline.start(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void inTheMiddleOfAnImport(TestReporter reporter) throws Exception {
    rounds(new Import(1_000), 5, reporter);
  }

  @Test
  void inTheMiddleOfACertPut(TestReporter reporter) throws Exception {
    rounds(new Put(), 8, reporter);
  }

  @Test
  @Tag("long")
  void fiftyTimes(TestReporter reporter) throws Exception {
    rounds(new Import(20_000), 25, reporter);
    rounds(new Put(), 25, reporter);
  }

  private void rounds(Write write, int rounds, TestReporter reporter) throws Exception {
    Duration whole = runWhole(write);
    int done = 0;
    for (int round = 1; round <= rounds; round++) {
      killWithin(write.command(round), whole);
      new Database(server.data()).requireIntactAudit();
      server = RunningTreeline.start(home);
      done += write.isThere(round) ? 1 : 0;
    }
    reporter.publishEntry(
        write.getClass().getSimpleName(),
        rounds + " kills, " + done + " writes there, " + (rounds - done) + " not, seed " + SEED);
  }

  /** Round 0 isn't disturbed, and says how long one takes. */
  private Duration runWhole(Write write) throws Exception {
    long from = System.nanoTime();
    server.run(write.command(0).toArray(String[]::new)).ok();
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    assertThat(write.isThere(0)).isTrue();
    return took;
  }

  /** Starts the command, and kills the server at some moment of it. */
  private void killWithin(List<String> words, Duration whole) throws Exception {
    Path out = Files.createTempFile(home, "command", ".out");
    Process command =
        Launcher.start(Launcher.command(server.line(words.toArray(String[]::new))), out, out);
    // The moment is what chance decides here; nothing is waited for.
    long most = whole.toMillis();
    boolean ended =
        command.waitFor(random.nextLong(most / 4, most + most / 5), TimeUnit.MILLISECONDS);
    server.kill();
    assertThat(command.waitFor(30, TimeUnit.SECONDS)).isTrue();
    if (!ended && command.exitValue() != 0) {
      assertThat(Files.readString(out)).as("what the command says").isNotBlank();
    }
  }

  private ServerAnswer handshake(String name) throws IOException {
    return ServerAnswer.to(
        ClientHello.of(name, ClientHello.EVERY_ALGORITHM), server.address("https"));
  }

  /** Of domains with a certificate each, under names that no other round has. */
  private final class Import implements Write {

    private final int domains;
    private final List<MadeCertificate> some = new ArrayList<>();

    Import(int domains) {
      this.domains = domains;
      for (int i = 0; i < 32; i++) {
        some.add(maker.ec("c" + i + ".example"));
      }
    }

    @Override
    public List<String> command(int round) {
      try {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < domains; i++) {
          lines.add(
              "{\"name\":\"%s\",\"certificate_pem\":\"%s\"}"
                  .formatted(name(round, i), certificate(i).pem().replace("\n", "\\n")));
        }
        Path file = Files.write(home.resolve("import.jsonl"), lines);
        return List.of("domain", "import", file.toString());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public boolean isThere(int round) throws Exception {
      String suffix = ".r" + round + ".example\"";
      long there =
          server
              .run("domain", "export")
              .ok()
              .out()
              .lines()
              .filter(line -> line.contains(suffix))
              .count();
      assertThat(there).as("round %d, seed %d", round, SEED).isIn(0L, (long) domains);
      for (int i = 0; there > 0 && i < domains; i += Math.max(1, domains / 200)) {
        assertThat(handshake(name(round, i)))
            .isEqualTo(new ServerAnswer.Certificate(certificate(i).sha256()));
      }
      return there > 0;
    }

    private String name(int round, int number) {
      return "d" + number + ".r" + round + ".example";
    }

    private MadeCertificate certificate(int number) {
      return some.get(number % some.size());
    }
  }

  /** Of a new certificate for a domain that has one. */
  private final class Put implements Write {

    private static final String NAME = "shop.example";
    private MadeCertificate before;
    private MadeCertificate after;

    Put() {
      before = maker.ecWithOwnKey(NAME);
      after = before;
      server.run("domain", "add", NAME).ok();
      server.run(put(before).toArray(String[]::new)).ok();
    }

    @Override
    public List<String> command(int round) {
      after = maker.ecWithOwnKey(NAME);
      return put(after);
    }

    @Override
    public boolean isThere(int round) throws Exception {
      ServerAnswer served = handshake(NAME);
      assertThat(served)
          .as("round %d, seed %d", round, SEED)
          .isIn(
              new ServerAnswer.Certificate(before.sha256()),
              new ServerAnswer.Certificate(after.sha256()));
      boolean there = served.equals(new ServerAnswer.Certificate(after.sha256()));
      String history = server.run("cert", "history", NAME, "--json").ok().out();
      assertThat(history.contains(after.sha256())).isEqualTo(there);
      before = there ? after : before;
      return there;
    }

    private List<String> put(MadeCertificate certificate) {
      return List.of("cert", "put", NAME, certificate.write(home.resolve("put.pem")).toString());
    }
  }
}
