/**
 * Keeps the store's promises in SQLite and PostgreSQL, with the same SQL; the only room that knows
 * JDBC. Also seals what is secret, and keeps the master key.
 */
@NullMarked
package io.treeline.store.jdbc;

import org.jspecify.annotations.NullMarked;
