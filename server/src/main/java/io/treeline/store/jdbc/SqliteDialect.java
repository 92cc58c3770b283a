package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite, in one file. */
record SqliteDialect(Path file) implements Dialect {

  @Override
  public Map<String, String> types() {
    // Only a column that is exactly "INTEGER PRIMARY KEY" is the table's own key in SQLite.
    return Map.of("int8", "INTEGER", "bytes", "BLOB", "name", "TEXT");
  }

  @Override
  public int fetchSize() {
    return 0;
  }

  @Override
  public StoreException failure(SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (primary(code)) {
      case SQLITE_FULL -> new StoreException.Full(file.toString(), e);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
          new StoreException.NotWritable(file, System.getProperty("user.name", "?"), e);
      case SQLITE_IOERR ->
          isFull()
              ? new StoreException.Full(file.toString(), e)
              : new StoreException.Unavailable(
                  "The disk failed under "
                      + file
                      + " ("
                      + code
                      + "), nothing was changed:"
                      + " look at the system's log.",
                  e);
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          new StoreException.Unavailable(
              file + " is damaged (" + code + "): restore a backup (treeline store restore FILE).",
              e);
      case SQLITE_CONSTRAINT ->
          new StoreException.Conflict(
              "The change contradicts what is stored (" + e.getMessage() + ").", e);
      default ->
          new StoreException.Unavailable(
              "The store " + file + " failed: " + e.getMessage() + ".", e);
    };
  }

  private boolean isFull() {
    return file.toFile().getUsableSpace() < 1 << 20;
  }

  /** SQLite puts the general code into the lowest octet of a special one. */
  private static SQLiteErrorCode primary(SQLiteErrorCode code) {
    return code.code < 0 ? code : SQLiteErrorCode.getErrorCode(code.code & 0xff);
  }
}
