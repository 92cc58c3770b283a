package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that can't be says why and what to do, ends with status 1, and changes nothing. */
class BadStartTest {

  /** What an installation is: the tree with its certificates, and its configuration. */
  private static final List<String> WHAT_COUNTS =
      List.of(
          "SELECT * FROM domain ORDER BY id",
          "SELECT * FROM setting ORDER BY domain_id, name",
          "SELECT id, domain_id, header FROM certificate ORDER BY id",
          "SELECT * FROM config_version ORDER BY number");

  @TempDir private static Path home;
  private static Database database;

  @BeforeAll
  static void anInstallationThatHasRun() {
    try (RunningTreeline server = RunningTreeline.start(home)) {
      server.run("domain", "add", "shop.example").ok();
      server.run("cert", "self-signed", "shop.example", "--key", "ec256", "--set").ok();
    }
    database = new Database(home.resolve("data"));
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String configuration =
          RunningTreeline.EVERY_ROLE.replace(
              "\"tls_port\": 0", "\"tls_port\": " + taken.getLocalPort());
      refuses(configuration, "sg1", String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void aConfigurationThatIsWrongIsRefusedWithEachPlace() throws Exception {
    refuses(
        RunningTreeline.EVERY_ROLE
            .replace("\"roletype\": \"ws\"", "\"roletype\": \"wz\"")
            .replace("\"upstream\": \"127.0.0.1:9\"", "\"upstream\": 9"),
        "roles[0].roletype",
        "roles[1].upstream");
    refuses("{ \"general\": ", "JSON");
  }

  @Test
  void aServerThatTheConfigurationDoesntKnowIsRefused() throws Exception {
    String placed =
        RunningTreeline.EVERY_ROLE
            .strip()
            .replaceFirst(
                "\\}$",
                """
                , "structure": [{ "site": "main", "servers": [
                    { "server": "srv1", "roles": ["ws1", "sg1"] },
                    { "server": "srv2", "roles": ["api1"] }] }] }
                """);
    refuses(placed, List.of("--server", "nobody"), "nobody", "srv1");
  }

  @Test
  void aDataDirectoryOfANewerVersionIsLeftAlone() throws Exception {
    database.change(
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, 1)");
    refuses(RunningTreeline.EVERY_ROLE, "newer", "999");
    database.change("DELETE FROM flyway_schema_history WHERE version = '999'");
  }

  @Test
  void aMasterKeyThatIsntItsOwnIsRefused() throws Exception {
    Path other = Files.createDirectory(home.resolve("other"));
    RunningTreeline.start(other).close();
    Path key = home.resolve("data/master.key");
    byte[] own = Files.readAllBytes(key);
    Files.copy(other.resolve("data/master.key"), key, StandardCopyOption.REPLACE_EXISTING);
    refuses(RunningTreeline.EVERY_ROLE, "master.key", "backup");
    Files.delete(key);
    refuses(RunningTreeline.EVERY_ROLE, "master.key", "missing", "backup");
    assertThat(key).as("none is made up for a store that has one").doesNotExist();
    Files.write(key, own);
  }

  @Test
  void aSecondServerOnTheSameDataDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
    try (RunningTreeline first = RunningTreeline.start(home)) {
      RunningTreeline second = RunningTreeline.launch(home, RunningTreeline.EVERY_ROLE);
      assertRefused(second, "pid " + first.pid(), "--data");
      first.run("domain", "show", "shop.example").ok();
      ServerAnswer served =
          ServerAnswer.to(
              ClientHello.of("shop.example", ClientHello.EVERY_ALGORITHM), first.address("https"));
      assertThat(served).isInstanceOf(ServerAnswer.Certificate.class);
    }
  }

  @Test
  void aDirectoryThatCantBeWrittenIsNamed() throws Exception {
    Path closed = Files.createDirectory(home.resolve("closed"));
    Files.writeString(closed.resolve("config.json"), RunningTreeline.EVERY_ROLE);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // Root without its leave to pass over permissions.
      command.addAll(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
    }
    command.addAll(
        Launcher.command(
            List.of(
                "serve",
                "--config",
                closed.resolve("config.json").toString(),
                "--data",
                closed.resolve("data").toString())));
    assertRefused(
        RunningTreeline.launch(home, command),
        closed.resolve("data").toString(),
        "chown",
        "--data");
    assertThat(closed.resolve("data")).doesNotExist();
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsNamed() throws Exception {
    Path other = Files.createDirectory(home.resolve("file"));
    Files.writeString(other.resolve("data"), "a file");
    assertRefused(
        RunningTreeline.launch(other, RunningTreeline.EVERY_ROLE),
        other.resolve("data").toString());
    assertThat(other.resolve("data")).hasContent("a file");
  }

  @Test
  void aStoreThatIsDamagedIsNamed() throws Exception {
    Path other = Files.createDirectories(home.resolve("damaged/data"));
    Files.writeString(other.resolve("treeline.db"), "this is no database\n".repeat(1000));
    assertRefused(
        RunningTreeline.launch(home.resolve("damaged"), RunningTreeline.EVERY_ROLE), "treeline.db");
  }

  private static void refuses(String configuration, String... said) throws Exception {
    refuses(configuration, List.of(), said);
  }

  private static void refuses(String configuration, List<String> options, String... said)
      throws Exception {
    List<String> before = state();
    assertRefused(
        RunningTreeline.launch(home, configuration, options.toArray(String[]::new)), said);
    assertThat(state()).isEqualTo(before);
  }

  private static void assertRefused(RunningTreeline start, String... said)
      throws InterruptedException {
    assertThat(start.awaitEnd()).as(start.log()).isEqualTo(1);
    assertThat(start.printed()).isEmpty();
    assertThat(start.log()).contains(said);
    assertThat(start.log()).doesNotContain("Exception", "\tat ");
  }

  private static List<String> state() throws SQLException, IOException {
    List<String> state = new ArrayList<>();
    for (String each : WHAT_COUNTS) {
      state.addAll(database.rows(each));
    }
    return state;
  }
}
