package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.sql.SQLException;
import java.util.Map;

/** What differs between the two databases. Everything else is the same SQL. */
interface Dialect {

  /** The words of the schema's few differing types. */
  Map<String, String> types();

  /** The store's failure that a driver's stands for. */
  StoreException failure(SQLException e);

  /** How many rows a driver fetches at a time; 0 where it streams anyway. */
  int fetchSize();
}
