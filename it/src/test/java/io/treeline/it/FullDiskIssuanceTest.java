package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full from exactly the k-th write of an issuance on, for every k: meanwhile what there
 * was is served and people are told; once there is room, the certificate comes from the order that
 * was made. The writes are counted in a first issuance that nothing holds up.
 */
@NeedsPeer({"pebble", "challtestsrv"})
class FullDiskIssuanceTest {

  private static final int DISK_KIB = 16 * 1_024;
  private static final int ATTEMPTS = 6;

  @TempDir private Path home;
  private SmallDisk disk;
  private AcmeBed bed;
  private Challtestsrv names;
  private Pebble pebble;
  private RunningTreeline server;
  private WriteAheadLog log;

  /** A command that begins an issuance, in a round. */
  private record Round(String name, List<String> command) {}

  @BeforeEach
  void startOnASmallDisk() throws Exception {
    disk = SmallDisk.mount(home, DISK_KIB);
    Path data = Files.createDirectory(disk.path().resolve("data"));
    Files.createSymbolicLink(home.resolve("data"), data);
    bed = new AcmeBed(home);
    names = Challtestsrv.start(home);
    pebble = bed.pebble().start(home, names.address());
    server = bed.from(pebble).resolver(names.address()).start();
    log = new WriteAheadLog(data);
    server.run("domain", "add", "other.example").ok();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each :
        Stream.of(server, pebble, names, disk).filter(Objects::nonNull).toList()) {
      each.close();
    }
  }

  @Test
  void aRenewalSurvivesADiskThatIsFullFromAnyOfItsWritesOn() throws Exception {
    String name = "shop.example";
    AcmeBed.enable(server, name);
    bed.awaitIssued(name);
    awaitValid(name);
    fillAtEachWrite(round -> new Round(name, List.of("acme", "issue", name)));
  }

  /** What a full disk lets a server do is what one does that is killed then. */
  @Test
  void aRenewalSurvivesAKillBetweenAnyTwoOfItsWrites() throws Exception {
    String name = "shop.example";
    AcmeBed.enable(server, name);
    bed.awaitIssued(name);
    awaitValid(name);
    fillAtEachWrite(round -> new Round(name, List.of("acme", "issue", name)), true);
  }

  @Test
  void aFirstIssuanceSurvivesADiskThatIsFullFromAnyOfItsWritesOn() throws Exception {
    fillAtEachWrite(round -> {
      String name = "d" + round + ".example";
      server.run("domain", "add", name).ok();
      String account = "acme_account_email=ops" + round + "@example.com";
      return new Round(name, List.of("domain", "set", name, "acme_enabled=true", account));
    });
    assertThat(pebble.accounts()).isEqualTo(pebble.orders());
  }

  private void fillAtEachWrite(IntFunction<Round> rounds) throws Exception {
    fillAtEachWrite(rounds, false);
  }

  /** How many pages a write takes may differ by one or two from round to round. */
  private void fillAtEachWrite(IntFunction<Round> rounds, boolean kill) throws Exception {
    int round = 0;
    List<Integer> ends = writesOf(rounds.apply(round++));
    Set<Integer> refused = new TreeSet<>();
    for (int write = 0; write < ends.size(); write++) {
      int room = write == 0 ? 0 : ends.get(write - 1);
      for (int i = 0; i < ATTEMPTS && !refused.contains(write); i++) {
        int made = fillAfter(room, rounds.apply(round++), kill);
        refused.add(made);
        room += made > write ? -WriteAheadLog.FRAME : WriteAheadLog.FRAME;
      }
    }
    assertThat(refused)
        .as("writes that were refused")
        .containsAll(IntStream.range(0, ends.size()).boxed().toList());
    Database database = new Database(server.data());
    assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
    server.stop();
    database.requireIntactAudit();
  }

  private List<Integer> writesOf(Round round) {
    X509Certificate before = bed.leaf(round.name());
    log.empty();
    server.run(round.command().toArray(String[]::new)).ok();
    bed.awaitIssued(round.name(), before);
    awaitValid(round.name());
    return log.commits();
  }

  /** Gives the number of writes that there was room for; all of them where none is refused. */
  private int fillAfter(int bytes, Round round, boolean kill) throws Exception {
    String name = round.name();
    String[] command = round.command().toArray(String[]::new);
    final X509Certificate old = bed.leaf(name);
    final long before = pebble.orders();
    log.empty();
    disk.leaveRoom(Math.ceilDiv(bytes, SmallDisk.PAGE));
    String said = server.log();
    Ran begun = server.run(command);
    if (begun.exit() == 0) {
      await("what the server says of a full disk after " + bytes + " bytes")
          .atMost(AcmeBed.LONGEST)
          .until(() -> isRefused(said) || (!bed.leaf(name).equals(old) && isValid(name)));
    } else {
      assertThat(begun.err()).contains("is full", "make room");
    }
    // What is told of it is written as well, where there is room for so little.
    final int writes =
        log.commits().size()
            - (int)
                new Database(server.data())
                    .number("SELECT count(*) FROM state_entry WHERE check_name = 'acme-store'");
    if (isRefused(said) && !kill) {
      await("what is told of it")
          .atMost(AcmeBed.LONGEST)
          .until(() -> server.run("state").out().contains("Make room there"));
      assertThat(server.run("state", "--json").out()).contains("acme-store", "is full");
    }
    X509Certificate served = bed.leaf(name);
    assertThat(served.equals(old) || AcmeBed.isIssued(served)).as("served: %s", served).isTrue();

    if (kill) {
      server.kill();
    }
    disk.makeRoom();
    if (kill) {
      server = bed.start();
    } else if (begun.exit() == 0) {
      // Has it look at once; by itself it does every few seconds.
      server.run("domain", "set", "other.example", "hsts_max_age=" + bytes).ok();
    }
    if (begun.exit() != 0) {
      server.run(command).ok();
    }
    bed.awaitIssued(name, old);
    awaitValid(name);
    assertThat(pebble.orders() - before).as("orders, full after %d writes", writes).isEqualTo(1);
    await("nothing is told any more")
        .atMost(AcmeBed.LONGEST)
        .until(() -> !server.run("state", "--json").out().contains("acme-store"));
    long open = new Database(server.data()).number("SELECT count(*) FROM acme_order");
    assertThat(open).as("orders in the store").isZero();
    return writes;
  }

  private boolean isRefused(String logBefore) {
    return server.log().substring(logBefore.length()).contains("acme.store ");
  }

  private void awaitValid(String name) {
    await("valid").atMost(AcmeBed.LONGEST).until(() -> isValid(name));
  }

  private boolean isValid(String name) {
    return AcmeBed.status(server, name).get("status").asString().equals("valid");
  }
}
