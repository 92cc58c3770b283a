package io.treeline.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The connections to one SQLite file: one that writes, and a few that read beside it.
 *
 * <p>Write-ahead logging lets readers go on while a write runs. {@code synchronous=FULL} syncs that
 * log at each commit: with NORMAL a power cut could take back the last commits, and with one of
 * them a certificate that the authority has issued and counted. Writes are rare, so the sync is
 * cheap.
 */
final class SqliteConnections implements Connections {

  private static final int READERS = 8;
  private static final int BUSY_MILLIS = 5_000;

  /** For the writer while an import runs: the index of a million names has to fit, or spills. */
  private static final int WRITER_CACHE_KIB = 64 * 1024;

  private static final int LOG_LIMIT = 64 << 20;

  private final SqliteDialect dialect;
  private final SQLiteDataSource readers;
  private final SQLiteDataSource writers;
  private final Semaphore free = new Semaphore(READERS);
  private final Deque<Sql> idle = new ArrayDeque<>();
  private @Nullable Sql writer;
  private boolean closed;

  SqliteConnections(Path file) {
    this.dialect = new SqliteDialect(file);
    SQLiteConfig writing = config();
    writing.setCacheSize(-WRITER_CACHE_KIB);
    this.writers = source(file, writing);
    this.readers = source(file, config());
  }

  SqliteDialect dialect() {
    return dialect;
  }

  /** For migrations. */
  SQLiteDataSource source() {
    return writers;
  }

  @Override
  public Sql reader() {
    free.acquireUninterruptibly();
    try {
      synchronized (idle) {
        if (!idle.isEmpty()) {
          return idle.pop();
        }
      }
      return open(readers, "BEGIN");
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }

  @Override
  public Sql writer() {
    if (writer == null) {
      writer = open(writers, "BEGIN IMMEDIATE");
    }
    return writer;
  }

  @Override
  public void done(Sql sql) {
    if (sql == writer) {
      return;
    }
    boolean keep;
    synchronized (idle) {
      keep = !closed;
      if (keep) {
        idle.push(sql);
      }
    }
    if (!keep) {
      sql.close();
    }
    free.release();
  }

  @Override
  public void tidy(Sql sql) {
    try (Statement statement = sql.connection().createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("PRAGMA shrink_memory");
    } catch (SQLException e) {
      // The commit stands; a reader in the way only means that the log is emptied later.
      return;
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Sql::close);
      idle.clear();
    }
    if (writer != null) {
      writer.close();
    }
  }

  private Sql open(SQLiteDataSource source, String begin) {
    try {
      Connection connection = source.getConnection();
      return new Sql(connection, Boundary.ofSqlite(connection, begin), dialect);
    } catch (SQLException e) {
      throw dialect.failure(e);
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalSizeLimit(LOG_LIMIT);
    return config;
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
