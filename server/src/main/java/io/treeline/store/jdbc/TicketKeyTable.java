package io.treeline.store.jdbc;

import io.treeline.store.TicketKeyRow;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of session tickets. One that can't be unsealed is as good as none: clients handshake anew.
 */
final class TicketKeyTable {

  private final Sql sql;
  private final SecretBox box;

  TicketKeyTable(Sql sql, SecretBox box) {
    this.sql = sql;
    this.box = box;
  }

  List<TicketKeyRow> all() {
    List<TicketKeyRow> keys = new ArrayList<>();
    sql.each(
        "SELECT context, sealed_key, in_force_from, in_force_until FROM ticket_key"
            + " ORDER BY in_force_from DESC, context, place",
        row -> {
          TicketKeyRow key = key(row);
          if (key != null) {
            keys.add(key);
          }
        });
    return keys;
  }

  void put(String context, List<TicketKeyRow> keys, long version) {
    sql.update("DELETE FROM ticket_key WHERE context = ?", context);
    int place = 0;
    for (TicketKeyRow key : keys) {
      sql.update(
          "INSERT INTO ticket_key (context, place, sealed_key, in_force_from, in_force_until,"
              + " version) VALUES (?, ?, ?, ?, ?, ?)",
          context,
          place,
          box.seal(Bond.ticketKey(context), key.octets()),
          key.from(),
          key.until(),
          version);
      place++;
    }
  }

  private @Nullable TicketKeyRow key(ResultSet row) throws SQLException {
    String context = row.getString(1);
    try {
      byte[] octets = box.open(Bond.ticketKey(context), row.getBytes(2));
      Instant from = Sql.instant(row, "in_force_from");
      return new TicketKeyRow(context, octets, from, Sql.instant(row, "in_force_until"));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
