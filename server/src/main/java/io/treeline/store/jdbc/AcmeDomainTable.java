package io.treeline.store.jdbc;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AcmeDomainRow.Announced;
import io.treeline.store.AcmeDomainRow.Basis;
import io.treeline.store.AcmeDomainRow.Failing;
import io.treeline.store.AcmeDomainRow.Turn;
import io.treeline.store.AcmeDomainRow.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is remembered of domains under automation. */
final class AcmeDomainTable {

  private static final String SELECT =
      "SELECT a.domain_id, a.status, a.next_at, a.waits_for, a.failures, a.trouble, a.trouble_at,"
          + " a.directory, a.asked, a.certificate_id, a.window_start, a.window_end,"
          + " a.window_reason, a.window_ask_at FROM acme_domain a ";

  private final Sql sql;

  AcmeDomainTable(Sql sql) {
    this.sql = sql;
  }

  @Nullable AcmeDomainRow byId(long domainId) {
    return sql.first(SELECT + "WHERE a.domain_id = ?", AcmeDomainTable::row, domainId);
  }

  void all(Consumer<AcmeDomainRow> rows) {
    sql.each(SELECT + "ORDER BY a.domain_id", row -> rows.accept(row(row)));
  }

  List<AcmeDomainRow> byName(@Nullable DomainName after, int limit) {
    return sql.list(
        SELECT + "JOIN domain d ON d.id = a.domain_id WHERE d.name > ? ORDER BY d.name LIMIT ?",
        AcmeDomainTable::row,
        after == null ? "" : after.text(),
        limit);
  }

  List<AcmeDomainRow> due(Instant now, int limit) {
    return sql.list(
        SELECT + "WHERE a.next_at <= ? ORDER BY a.next_at, a.domain_id LIMIT ?",
        AcmeDomainTable::row,
        now,
        limit);
  }

  List<AcmeDomainRow> toAsk(Instant now, int limit) {
    return sql.list(
        SELECT + "WHERE a.window_ask_at <= ? ORDER BY a.window_ask_at, a.domain_id LIMIT ?",
        AcmeDomainTable::row,
        now,
        limit);
  }

  void next(Instant before, BiConsumer<Long, Instant> rows) {
    sql.each(
        "SELECT domain_id, next_at FROM acme_domain WHERE next_at < ? ORDER BY next_at, domain_id",
        row -> rows.accept(row.getLong(1), Sql.instant(row, "next_at")),
        before);
  }

  void put(AcmeDomainRow row, long version) {
    Window window = row.window();
    sql.update(
        "INSERT INTO acme_domain (domain_id, status, next_at, waits_for, failures, trouble,"
            + " trouble_at, directory, asked, certificate_id, window_start, window_end,"
            + " window_reason, window_ask_at, version)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (domain_id) DO UPDATE SET status = excluded.status,"
            + " next_at = excluded.next_at, waits_for = excluded.waits_for,"
            + " failures = excluded.failures, trouble = excluded.trouble,"
            + " trouble_at = excluded.trouble_at, directory = excluded.directory,"
            + " asked = excluded.asked, certificate_id = excluded.certificate_id,"
            + " window_start = excluded.window_start, window_end = excluded.window_end,"
            + " window_reason = excluded.window_reason, window_ask_at = excluded.window_ask_at,"
            + " version = excluded.version",
        row.domainId(),
        row.status(),
        row.nextAt(),
        row.waitsFor(),
        row.failures(),
        row.trouble(),
        row.troubleAt(),
        row.directory(),
        row.asked(),
        row.certificate(),
        window == null ? null : window.start(),
        window == null ? null : window.end(),
        window == null ? null : window.reason(),
        row.askAt(),
        version);
  }

  private static AcmeDomainRow row(ResultSet row) throws SQLException {
    long certificate = row.getLong("certificate_id");
    return new AcmeDomainRow(
        row.getLong("domain_id"),
        new Turn(
            row.getString("status"), Sql.instantOrNull(row, "next_at"), row.getString("waits_for")),
        new Failing(
            row.getInt("failures"), row.getString("trouble"), Sql.instantOrNull(row, "trouble_at")),
        row.getString("directory"),
        new Basis(row.getString("asked"), certificate == 0 ? null : new CertificateId(certificate)),
        new Announced(window(row), Sql.instantOrNull(row, "window_ask_at")));
  }

  /** From the columns of a window; null if they are empty. */
  static @Nullable Window window(ResultSet row) throws SQLException {
    Instant start = Sql.instantOrNull(row, "window_start");
    Instant end = Sql.instantOrNull(row, "window_end");
    return start == null || end == null
        ? null
        : new Window(start, end, row.getString("window_reason"));
  }
}
