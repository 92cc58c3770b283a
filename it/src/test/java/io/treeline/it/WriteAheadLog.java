package io.treeline.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The log into which a store's transactions are written
 * (https://sqlite.org/fileformat2.html#walformat): frames of a page each, of which the last one of
 * a transaction says that it is committed.
 */
final class WriteAheadLog {

  /** What a page takes in it. */
  static final int FRAME = 24 + 4_096;

  private static final int HEADER = 32;
  private static final int COMMITTED = 4;
  private static final int SALT = 8;
  private static final int SALT_IN_HEADER = 16;

  private final Path file;
  private final Database database;

  WriteAheadLog(Path dataDirectory) {
    this.file = dataDirectory.resolve("treeline.db-wal");
    this.database = new Database(dataDirectory);
  }

  /** Empties it, so that whatever is written next takes new room. */
  void empty() {
    try {
      if (!database.rows("PRAGMA wal_checkpoint(TRUNCATE)").getFirst().startsWith("0|")) {
        throw new AssertionError("the log is in use");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The bytes of the log at the end of each committed transaction since it was empty. */
  List<Integer> commits() {
    ByteBuffer log = read();
    List<Integer> ends = new ArrayList<>();
    if (log.capacity() < HEADER) {
      return ends;
    }
    long salt = log.getLong(SALT_IN_HEADER);
    for (int at = HEADER; at + FRAME <= log.capacity(); at += FRAME) {
      if (log.getLong(at + SALT) == salt && log.getInt(at + COMMITTED) != 0) {
        ends.add(at + FRAME);
      }
    }
    return ends;
  }

  private ByteBuffer read() {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
