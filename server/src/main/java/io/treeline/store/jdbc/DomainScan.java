package io.treeline.store.jdbc;

import io.treeline.store.DomainRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the tree, or what of it changed, in one pass.
 *
 * <p>Two results run side by side, both by ascending id: the domains, and the settings of the few
 * that have any. A join would cost every domain for what few have.
 */
final class DomainScan {

  // One text a row: each column that is asked for is a call into the database's library, and of a
  // million rows these calls would take longer than all the rest.
  private static final String DOMAINS =
      "SELECT id || ' ' || COALESCE(parent_id, 0) || ' ' || COALESCE(certificate_id, 0)"
          + " || ' ' || version || ' ' || name FROM domain ";

  // All of it is a query of its own: to take the index of versions for "> 0" as well would mean to
  // sort a million rows. What changed is found by that index only if it isn't asked for in the
  // order of the key, in which a planner would rather walk along all of them: hence the plus.
  private static final String ALL = DOMAINS + "ORDER BY id";
  private static final String CHANGED = DOMAINS + "WHERE version > ? ORDER BY +id";

  private static final String ALL_SETTINGS =
      "SELECT domain_id, name, value FROM setting ORDER BY domain_id";
  private static final String CHANGED_SETTINGS =
      "SELECT domain_id, name, value FROM setting WHERE domain_id IN"
          + " (SELECT id FROM domain WHERE version > ?) ORDER BY domain_id";

  private final Sql sql;

  DomainScan(Sql sql) {
    this.sql = sql;
  }

  void changedSince(long number, DomainRows rows) {
    boolean all = number <= 0;
    try (ResultSet settings = all ? sql.open(ALL_SETTINGS) : sql.open(CHANGED_SETTINGS, number);
        ResultSet domains = all ? sql.open(ALL) : sql.open(CHANGED, number)) {
      SettingCursor cursor = new SettingCursor(settings);
      while (domains.next()) {
        Line line = new Line(domains.getString(1));
        long id = line.number();
        long parentId = line.number();
        long certificateId = line.number();
        long version = line.number();
        rows.row(id, line.rest(), parentId, certificateId, version, cursor.of(id));
      }
    } catch (SQLException e) {
      throw sql.failure(e);
    }
  }

  /** A row as one text. */
  private static final class Line {

    private final String text;
    private int at;

    Line(String text) {
      this.text = text;
    }

    long number() {
      long number = 0;
      for (char c = text.charAt(at++); c != ' '; c = text.charAt(at++)) {
        number = 10 * number + (c - '0');
      }
      return number;
    }

    String rest() {
      return text.substring(at);
    }
  }

  /** Follows the domains along the result of settings. */
  private static final class SettingCursor {

    private final ResultSet settings;
    private long next;

    SettingCursor(ResultSet settings) throws SQLException {
      this.settings = settings;
      advance();
    }

    Map<String, String> of(long id) throws SQLException {
      if (next > id) {
        return Map.of();
      }
      Map<String, String> found = new HashMap<>();
      while (next == id) {
        found.put(settings.getString(2), settings.getString(3));
        advance();
      }
      return Map.copyOf(found);
    }

    private void advance() throws SQLException {
      next = settings.next() ? settings.getLong(1) : Long.MAX_VALUE;
    }
  }
}
