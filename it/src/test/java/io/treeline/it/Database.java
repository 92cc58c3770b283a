package io.treeline.it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The file of a store, as it lies on the disk while no server runs. */
final class Database {

  private final String url;

  Database(Path dataDirectory) {
    this.url = "jdbc:sqlite:" + dataDirectory.resolve("treeline.db");
  }

  /** Runs one statement. */
  void change(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** The one number that a query gives. */
  long number(String sql) throws SQLException {
    return Long.parseLong(rows(sql).getFirst());
  }

  /** The rows of a query, the columns of each joined by a bar. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(rows.getObject(i)));
        }
        all.add(String.join("|", columns));
      }
      return all;
    }
  }

  /** Follows the audit chain by the rule that is written down for it; fails where it breaks. */
  void requireIntactAudit() throws Exception {
    byte[] head = new byte[32];
    long number = 0;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet lines = statement.executeQuery("SELECT * FROM audit ORDER BY number")) {
      while (lines.next()) {
        head = hash(head, lines);
        number++;
        if (lines.getLong("number") != number
            || !MessageDigest.isEqual(head, lines.getBytes("hash"))) {
          throw new AssertionError("the audit chain breaks at line " + number);
        }
      }
    }
    String written = rows("SELECT last_audit, hex(audit_head) FROM installation").getFirst();
    String found = number + "|" + HexFormat.of().withUpperCase().formatHex(head);
    if (!written.equals(found)) {
      throw new AssertionError("the audit ends at " + found + ", written was " + written);
    }
  }

  private static byte[] hash(byte[] before, ResultSet line) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(before);
    for (String column : List.of("number", "written_at", "change_number")) {
      sha256.update(ByteBuffer.allocate(8).putLong(0, line.getLong(column)));
    }
    for (String column : List.of("actor", "action", "target", "detail")) {
      byte[] text = line.getString(column).getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(4).putInt(0, text.length));
      sha256.update(text);
    }
    return sha256.digest();
  }
}
