package io.treeline.store.jdbc;

import io.treeline.store.TicketKeyRow;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

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
          String context = row.getString(1);
          try {
            byte[] octets = box.open(Bond.ticketKey(context), row.getBytes(2));
            keys.add(
                new TicketKeyRow(
                    context,
                    octets,
                    Sql.instant(row, "in_force_from"),
                    Sql.instant(row, "in_force_until")));
          } catch (GeneralSecurityException e) {
            return;
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
}
