package io.treeline.store.jdbc;

import io.treeline.core.cert.Fingerprint;
import io.treeline.store.TokenRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens for the API. */
final class TokenTable {

  private static final String SELECT =
      "SELECT id, hash, domain_id, role, created_at, expires_at FROM api_token ";

  private final Sql sql;

  TokenTable(Sql sql) {
    this.sql = sql;
  }

  List<TokenRow> all() {
    return sql.list(SELECT + "ORDER BY created_at, id", TokenTable::row);
  }

  @Nullable TokenRow byHash(Fingerprint hash) {
    return sql.first(SELECT + "WHERE hash = ?", TokenTable::row, hash);
  }

  void add(TokenRow token, long version) {
    sql.update(
        "INSERT INTO api_token (id, hash, domain_id, role, created_at, expires_at, version)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        token.id(),
        token.hash(),
        token.domainId(),
        token.role(),
        token.created(),
        token.expires(),
        version);
  }

  boolean remove(String id) {
    return sql.update("DELETE FROM api_token WHERE id = ?", id) > 0;
  }

  private static TokenRow row(ResultSet row) throws SQLException {
    return new TokenRow(
        row.getString("id"),
        Sql.fingerprint(row, "hash"),
        row.getLong("domain_id"),
        row.getString("role"),
        Sql.instant(row, "created_at"),
        Sql.instantOrNull(row, "expires_at"));
  }
}
