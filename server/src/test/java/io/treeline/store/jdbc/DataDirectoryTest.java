package io.treeline.store.jdbc;

import static io.treeline.store.jdbc.Values.certificate;
import static io.treeline.store.jdbc.Values.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.cert.CertificateId;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can meet when a data directory is opened. */
class DataDirectoryTest {

  private static final String VARIABLE = SqliteStore.MASTER_KEY_VARIABLE;

  @TempDir private Path directory;

  @Test
  void everythingInItIsForItsOwnerOnly() throws IOException {
    try (Store store = open()) {
      store.write(w -> w.insertDomain(name("platform.local"), 0));
      assertThat(permissions(data())).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(data())) {
        assertThat(files)
            .isNotEmpty()
            .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void anEmptyDirectoryThatOthersMayEnterIsClosedToThem() throws IOException {
    Files.createDirectory(data());
    Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
    open().close();
    assertThat(permissions(data())).isEqualTo("rwx------");
  }

  @Test
  void aDirectoryOfSomebodysFilesKeepsItsPermissions() throws IOException {
    Files.createDirectory(data());
    Files.writeString(data().resolve("theirs.txt"), "theirs");
    Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
    open().close();
    assertThat(permissions(data())).isEqualTo("rwxr-xr-x");
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    CertificateId id;
    try (Store store = open()) {
      id = store.write(w -> w.putCertificate(w.insertDomain(name("m.test"), 0), certificate(1)));
    }
    try (Store store = open()) {
      byte[] key = store.read(r -> r.material(id).pairs().getFirst().pkcs8());
      assertThat(key).isEqualTo(Values.key(1));
      assertThat(store.<Long>read(r -> r.lastChange())).isEqualTo(1);
    }
  }

  @Test
  void noPrivateKeyIsInTheFilesInTheClear() throws IOException {
    try (Store store = open()) {
      store.write(w -> w.putCertificate(w.insertDomain(name("m.test"), 0), certificate(1)));
      try (Stream<Path> files = Files.list(data())) {
        assertThat(files)
            .allSatisfy(file ->
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("PRIVATE-1"));
      }
    }
  }

  @Test
  void aSecondServerIsToldThePidOfTheFirst() {
    Store first = open();
    try (first) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.Locked.class)
          .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")")
          .hasMessageContaining(data().toString());
    }
    open().close();
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Files.writeString(data(), "no directory");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.NotWritable.class)
        .hasMessageContaining("--data");
    assertThat(data()).hasContent("no directory");
  }

  @Test
  void aPlaceWhereNothingCanBeMadeIsRefused() {
    assertThatThrownBy(() -> open(Path.of("/proc/treeline"), Map.of()))
        .isInstanceOf(StoreException.NotWritable.class)
        .hasMessageContaining("/proc/treeline can't be written by the user");
  }

  @Test
  void aStoreOfANewerVersionIsLeftAlone() {
    open().close();
    run(
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 0, '', 0, 1)");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.NewerVersion.class)
        .hasMessageContaining("schema 99, this one knows " + Migrations.NEWEST);
  }

  @Test
  void aDamagedDatabaseIsNamed() throws IOException {
    Files.createDirectory(data());
    Files.writeString(data().resolve("treeline.db"), "x".repeat(10_000));
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.Unavailable.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void theMasterKeyIsMadeOnceAndNeverOverwritten() throws IOException {
    open().close();
    String made = Files.readString(masterKey());
    open().close();
    assertThat(masterKey()).hasContent(made);
    assertThatThrownBy(() -> new MasterKeyFile(masterKey()).create(MasterKey.random()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(masterKey()).hasContent(made);
  }

  @Test
  void anotherMasterKeyIsTold() throws IOException {
    open().close();
    Files.writeString(masterKey(), MasterKey.random().text());
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.WrongMasterKey.class)
        .hasMessageStartingWith(masterKey() + " is not the key of this data directory");
  }

  @Test
  void aLostMasterKeyIsNotReplacedByANewOne() throws IOException {
    open().close();
    Files.delete(masterKey());
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.WrongMasterKey.class)
        .hasMessageContaining("is missing");
    assertThat(masterKey()).doesNotExist();
  }

  @Test
  void aMasterKeyFileThatHoldsSomethingElseIsTold() throws IOException {
    open().close();
    Files.writeString(masterKey(), "c2hvcnQ=");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.WrongMasterKey.class)
        .hasMessageContaining("holds no master key");
  }

  @Test
  void aMasterKeyFromTheEnvironmentNeedsNoFile() {
    Map<String, String> environment = Map.of(VARIABLE, MasterKey.random().text());
    open(data(), environment).close();
    assertThat(masterKey()).doesNotExist();
    open(data(), environment).close();
    assertThatThrownBy(() -> open(data(), Map.of(VARIABLE, MasterKey.random().text())))
        .isInstanceOf(StoreException.WrongMasterKey.class)
        .hasMessageContaining(VARIABLE);
  }

  @Test
  void aMasterKeyThatIsNoneIsNotRepeatedInTheMessage() {
    assertThatThrownBy(() -> open(data(), Map.of(VARIABLE, "hunter2!")))
        .isInstanceOf(StoreException.WrongMasterKey.class)
        .hasMessageContaining("openssl rand -base64 32")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
    assertThat(MasterKey.random().toString()).isEqualTo("MasterKey");
  }

  @Test
  void aFullDatabaseSaysSoAndChangesNothing() throws SQLException {
    SqliteConnections connections = new SqliteConnections(directory.resolve("small.db"));
    Migrations.bring(connections.source(), connections.dialect(), "the test's database");
    SecretBox box =
        new MasterKeyCheck(connections.writer())
            .open(MasterKey.random(), "The key", MasterKey::random);
    try (Store store = new JdbcStore(connections, box, InstantSource.fixed(Values.NOW));
        Statement limit = connections.writer().connection().createStatement()) {
      long master = store.write(w -> w.insertDomain(name("m.test"), 0));
      limit.execute("PRAGMA max_page_count = 100");
      assertThatThrownBy(() -> fill(store, master))
          .isInstanceOf(StoreException.Full.class)
          .hasMessageContaining("is full, nothing was changed");
      assertThat(store.<Long>read(r -> r.childCount(master))).isZero();
      assertThat(store.<Long>read(r -> r.lastChange())).isEqualTo(1);
      limit.execute("PRAGMA max_page_count = 100000");
      fill(store, master);
      assertThat(store.<Long>read(r -> r.childCount(master))).isEqualTo(1_000);
    }
  }

  private static void fill(Store store, long parent) {
    store.write(w -> {
      for (int i = 0; i < 1_000; i++) {
        w.putCertificate(w.insertDomain(name("d" + i + ".test"), parent), certificate(i));
      }
      return parent;
    });
  }

  private Store open() {
    return open(data(), Map.of());
  }

  private static Store open(Path data, Map<String, String> environment) {
    return SqliteStore.open(data, environment, InstantSource.fixed(Values.NOW));
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path masterKey() {
    return data().resolve("master.key");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void run(String sql) {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data().resolve("treeline.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
