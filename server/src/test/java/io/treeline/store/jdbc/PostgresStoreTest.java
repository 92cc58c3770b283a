package io.treeline.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.treeline.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract, kept by PostgreSQL. */
class PostgresStoreTest extends StoreContract {

  private static EmbeddedPostgres postgres;
  private static HikariDataSource pool;

  private Store store;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    HikariConfig config = new HikariConfig();
    config.setDataSource(postgres.getPostgresDatabase());
    config.setMaximumPoolSize(4);
    pool = new HikariDataSource(config);
    PostgresStore.open(pool, MasterKey.random(), InstantSource.system()).close();
  }

  @AfterAll
  static void stop() throws IOException {
    pool.close();
    postgres.close();
  }

  @BeforeEach
  @Override
  void makeMaster() {
    behindItsBack(
        "TRUNCATE domain, removed_domain, setting, certificate, certificate_pair, config_version,"
            + " ticket_key, state_entry, challenge, api_token, audit,"
            + " local_authority, acme_account, acme_order, acme_domain, acme_event, acme_spent");
    behindItsBack(
        "UPDATE installation SET last_change = 0, last_domain = 0, last_certificate = 0,"
            + " last_audit = 0, audit_head = NULL, key_check = NULL");
    store = PostgresStore.open(pool, MasterKey.random(), InstantSource.fixed(Values.NOW));
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
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
