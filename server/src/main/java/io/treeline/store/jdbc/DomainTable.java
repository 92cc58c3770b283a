package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.store.DomainRow;
import io.treeline.store.StoreException;
import io.treeline.store.SubtreeRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The tree: domains, their settings, and the marks that removed ones leave. */
final class DomainTable {

  private static final String SELECT =
      "SELECT id, name, parent_id, certificate_id, version FROM domain ";

  /** The domain and all below it, with their depth. */
  private static final String SUBTREE =
      "WITH RECURSIVE below (id, depth) AS (SELECT id, 0 FROM domain WHERE id = ?"
          + " UNION ALL SELECT child.id, below.depth + 1"
          + " FROM below JOIN domain child ON child.parent_id = below.id) ";

  /** Without an order: both databases walk level by level, and a million rows aren't sorted. */
  private static final String SERVED_ALIKE =
      "WITH RECURSIVE alike (id, name) AS (SELECT id, name FROM domain WHERE id = ?"
          + " UNION ALL SELECT child.id, child.name"
          + " FROM alike JOIN domain child ON child.parent_id = alike.id"
          + " WHERE child.certificate_id IS NULL) SELECT id, name FROM alike";

  private final Sql sql;

  DomainTable(Sql sql) {
    this.sql = sql;
  }

  @Nullable DomainRow byName(DomainName name) {
    return sql.first(SELECT + "WHERE name = ?", DomainTable::row, name);
  }

  @Nullable DomainRow byId(long id) {
    return sql.first(SELECT + "WHERE id = ?", DomainTable::row, id);
  }

  @Nullable DomainRow master() {
    return sql.first(SELECT + "WHERE parent_id IS NULL", DomainTable::row);
  }

  List<DomainRow> children(long parentId, @Nullable DomainName after, int limit) {
    return sql.list(
        SELECT + "WHERE parent_id = ? AND name > ? ORDER BY name LIMIT ?",
        DomainTable::row,
        parentId,
        after == null ? "" : after.text(),
        limit);
  }

  @Nullable DomainRow firstBelow(long parentId, DomainName name) {
    String below = "%." + name.text().replace("_", "\\_");
    return sql.first(
        SELECT + "WHERE parent_id = ? AND name LIKE ? ESCAPE '\\' ORDER BY name LIMIT 1",
        DomainTable::row,
        parentId,
        below);
  }

  long count() {
    return sql.number("SELECT COUNT(*) FROM domain");
  }

  long childCount(long id) {
    return sql.number("SELECT COUNT(*) FROM domain WHERE parent_id = ?", id);
  }

  void subtree(long id, SubtreeRows rows) {
    sql.each(
        SUBTREE
            + "SELECT domain.id, domain.name FROM below JOIN domain ON domain.id = below.id"
            + " ORDER BY below.depth, domain.id",
        row -> rows.row(row.getLong(1), DomainName.ofStored(row.getString(2))),
        id);
  }

  void servedAlike(long id, SubtreeRows rows) {
    sql.each(
        SERVED_ALIKE, row -> rows.row(row.getLong(1), DomainName.ofStored(row.getString(2))), id);
  }

  Map<String, String> settings(long domainId) {
    Map<String, String> settings = new TreeMap<>();
    sql.each(
        "SELECT name, value FROM setting WHERE domain_id = ?",
        row -> settings.put(row.getString(1), row.getString(2)),
        domainId);
    return Collections.unmodifiableMap(settings);
  }

  void removedSince(long number, LongConsumer ids) {
    sql.each(
        "SELECT id FROM removed_domain WHERE version > ? ORDER BY id",
        row -> ids.accept(row.getLong(1)),
        number);
  }

  void insert(long id, DomainName name, long parentId, long version) {
    sql.later(Insert.DOMAIN, id, name, parentId == 0 ? null : (Long) parentId, version);
  }

  void rename(long id, DomainName name, long version) {
    changed(
        id, sql.update("UPDATE domain SET name = ?, version = ? WHERE id = ?", name, version, id));
  }

  void move(long id, long parentId, long version) {
    changed(
        id,
        sql.update(
            "UPDATE domain SET parent_id = ?, version = ? WHERE id = ?", parentId, version, id));
  }

  void remove(long id, long version) {
    sql.update(
        "INSERT INTO removed_domain (id, name, version) SELECT id, name, CAST(? AS BIGINT) FROM domain"
            + " WHERE id = ?",
        version,
        id);
    changed(id, sql.update("DELETE FROM domain WHERE id = ?", id));
  }

  long removeSubtree(long id, long version) {
    sql.update(
        SUBTREE
            + "INSERT INTO removed_domain (id, name, version)"
            + " SELECT domain.id, domain.name, CAST(? AS BIGINT)"
            + " FROM below JOIN domain ON domain.id = below.id",
        id,
        version);
    int removed = sql.update(SUBTREE + "DELETE FROM domain WHERE id IN (SELECT id FROM below)", id);
    changed(id, removed);
    return removed;
  }

  void set(long id, String setting, @Nullable String text) {
    if (text == null) {
      sql.update("DELETE FROM setting WHERE domain_id = ? AND name = ?", id, setting);
    } else {
      sql.later(Insert.SETTING, id, setting, text);
    }
  }

  void touch(long id, long version) {
    sql.later(Insert.TOUCH, version, id);
  }

  private static void changed(long id, int rows) {
    if (rows == 0) {
      throw new StoreException.Conflict(
          "There is no domain with the id " + id + ": it was removed meanwhile.", null);
    }
  }

  private static DomainRow row(ResultSet row) throws SQLException {
    long certificate = row.getLong(4);
    return new DomainRow(
        row.getLong(1),
        DomainName.ofStored(row.getString(2)),
        row.getLong(3),
        certificate == 0 ? null : new CertificateId(certificate),
        row.getLong(5));
  }
}
