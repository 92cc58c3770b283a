package io.treeline.store.jdbc;

import io.treeline.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by SQLite. */
class SqliteStoreTest extends StoreContract {

  @TempDir private Path directory;
  private Store store;

  @BeforeEach
  @Override
  void makeMaster() {
    store = SqliteStore.open(directory.resolve("data"), Map.of(), InstantSource.fixed(Values.NOW));
    super.makeMaster();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public void behindItsBack(String sql) {
    String url = "jdbc:sqlite:" + directory.resolve("data/treeline.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
