package io.treeline.store.jdbc;

import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The store of a single server: {@code treeline.db} in its data directory, which it keeps locked
 * until it is closed. Safe for use by several threads.
 */
public final class SqliteStore implements Store {

  /** The environment variable that holds the master key's text, instead of the file. */
  public static final String MASTER_KEY_VARIABLE = "TREELINE_MASTER_KEY";

  private final DataDirectory directory;
  private final Store store;

  private SqliteStore(DataDirectory directory, Store store) {
    this.directory = directory;
    this.store = store;
  }

  /**
   * Opens the store of a data directory, and makes what isn't there: the directory, the database,
   * the master key.
   *
   * @param environment where {@link #MASTER_KEY_VARIABLE} may be set
   * @throws io.treeline.store.StoreException if it can't be opened; nothing is changed then
   */
  public static SqliteStore open(
      Path dataDirectory, Map<String, String> environment, InstantSource clock) {
    DataDirectory directory = DataDirectory.open(dataDirectory);
    try {
      return new SqliteStore(directory, open(directory, environment, clock));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static Store open(
      DataDirectory directory, Map<String, String> environment, InstantSource clock) {
    SqliteConnections connections = new SqliteConnections(directory.store());
    try {
      Migrations.bring(connections.source(), connections.dialect(), directory.store().toString());
      SecretBox box = MasterKeySource.of(directory, environment).unlock(connections.writer());
      return new JdbcStore(connections, box, clock);
    } catch (RuntimeException e) {
      connections.close();
      throw e;
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Function<? super StoreRead, ? extends T> work) {
    return store.read(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Function<? super StoreWrite, ? extends T> work) {
    return store.write(work);
  }

  @Override
  public void onCommit(LongConsumer listener) {
    store.onCommit(listener);
  }

  @Override
  public void close() {
    try (directory) {
      store.close();
    }
  }
}
