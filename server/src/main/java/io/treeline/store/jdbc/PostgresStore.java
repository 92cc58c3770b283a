package io.treeline.store.jdbc;

import io.treeline.store.Store;
import java.time.InstantSource;
import javax.sql.DataSource;

/** The store that the servers of an installation share. */
public final class PostgresStore {

  private PostgresStore() {}

  /**
   * Opens the store behind a pool of connections, and makes its tables if they aren't there.
   *
   * @param pool stays the caller's to close, after the store
   * @param key the installation's master key, the same on every server
   * @throws io.treeline.store.StoreException if it can't be opened
   */
  public static Store open(DataSource pool, MasterKey key, InstantSource clock) {
    PostgresConnections connections = new PostgresConnections(pool);
    Migrations.bring(pool, connections.dialect(), "The PostgreSQL database");
    Sql writer = connections.writer();
    try {
      SecretBox box = new MasterKeyCheck(writer).open(key, "The given master key", () -> key);
      return new JdbcStore(connections, box, clock);
    } finally {
      connections.done(writer);
    }
  }
}
