package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.name.DomainName;
import io.treeline.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its prepared statements; turns what goes wrong into the store's own failures.
 * For one thread at a time.
 *
 * <p>Statements stay prepared as long as the connection lives, since SQLite's driver would compile
 * them at every call. Rows are handed out while a statement is open, so a row's callback must not
 * run the same query again.
 */
final class Sql implements AutoCloseable {

  /** Makes a value of the row that a result is at. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Does something with the row that a result is at. */
  @FunctionalInterface
  interface RowAction {
    void take(ResultSet row) throws SQLException;
  }

  private static final int BATCH = 500;

  private final Connection connection;
  private final Boundary boundary;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<Insert, PreparedStatement> pending = new EnumMap<>(Insert.class);
  private int pendingRows;
  private boolean failed;

  Sql(Connection connection, Boundary boundary, Dialect dialect) {
    this.connection = connection;
    this.boundary = boundary;
    this.dialect = dialect;
  }

  /** The first row's value, or null if there is no row. */
  <T extends @Nullable Object> @Nullable T first(
      String sql, Row<T> row, @Nullable Object... params) {
    flush();
    try (ResultSet rows = bound(sql, params).executeQuery()) {
      return rows.next() ? row.of(rows) : null;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** The number in the only row's only column. */
  long number(String sql, @Nullable Object... params) {
    Long number = first(sql, row -> row.getLong(1), params);
    if (number == null) {
      throw new IllegalStateException("no row for: " + sql);
    }
    return number;
  }

  <T> List<T> list(String sql, Row<T> row, @Nullable Object... params) {
    List<T> list = new ArrayList<>();
    each(sql, rows -> list.add(row.of(rows)), params);
    return list;
  }

  /** Streams the rows, so that a million of them take no memory. */
  void each(String sql, RowAction action, @Nullable Object... params) {
    flush();
    try (ResultSet rows = bound(sql, params).executeQuery()) {
      while (rows.next()) {
        action.take(rows);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** A result to walk along by hand, beside another one. */
  ResultSet open(String sql, @Nullable Object... params) {
    flush();
    try {
      return bound(sql, params).executeQuery();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Changes rows now and gives their number. */
  int update(String sql, @Nullable Object... params) {
    flush();
    try {
      return bound(sql, params).executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Keeps a row for the next flush, which comes before any other statement. */
  void later(Insert insert, @Nullable Object... params) {
    try {
      PreparedStatement statement = bound(insert.sql, params);
      statement.addBatch();
      pending.put(insert, statement);
    } catch (SQLException e) {
      throw failure(e);
    }
    pendingRows++;
    if (pendingRows >= BATCH) {
      flush();
    }
  }

  /** Sends the rows that wait, in the order of {@link Insert}, so that no reference dangles. */
  void flush() {
    if (pendingRows == 0) {
      return;
    }
    try {
      for (PreparedStatement statement : pending.values()) {
        statement.executeBatch();
      }
      forgetPending();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  void begin() {
    failed = false;
    try {
      boundary.begin();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  void commit() {
    flush();
    requireSound();
    try {
      boundary.commit();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Undoes the transaction; {@code because} gets what goes wrong in that as well. */
  void rollback(Throwable because) {
    try {
      for (PreparedStatement statement : pending.values()) {
        statement.clearBatch();
      }
      boundary.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    } finally {
      forgetPending();
    }
  }

  /**
   * The store's failure that a driver's stands for; the transaction can't be committed any more.
   */
  StoreException failure(SQLException e) {
    failed = true;
    return dialect.failure(e);
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * PostgreSQL ends a transaction with the first statement that fails; SQLite is held to it too.
   */
  private void requireSound() {
    if (failed) {
      throw new IllegalStateException("a transaction went on after one of its statements failed");
    }
  }

  private void forgetPending() {
    pending.clear();
    pendingRows = 0;
  }

  private PreparedStatement bound(String sql, @Nullable Object... params) throws SQLException {
    requireSound();
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statement.setFetchSize(dialect.fetchSize());
      prepared.put(sql, statement);
    }
    for (int i = 0; i < params.length; i++) {
      bind(statement, i + 1, params[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setObject(index, null);
      case Long number -> statement.setLong(index, number);
      case Integer number -> statement.setInt(index, number);
      case String text -> statement.setString(index, text);
      case byte[] octets -> statement.setBytes(index, octets);
      case Instant instant -> statement.setLong(index, instant.toEpochMilli());
      case DomainName name -> statement.setString(index, name.text());
      case CertificateId id -> statement.setLong(index, id.value());
      case Fingerprint print -> statement.setBytes(index, HexFormat.of().parseHex(print.hex()));
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static Fingerprint fingerprint(ResultSet row, String column) throws SQLException {
    return new Fingerprint(HexFormat.of().formatHex(row.getBytes(column)));
  }
}
