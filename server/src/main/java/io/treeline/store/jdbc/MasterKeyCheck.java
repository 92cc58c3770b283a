package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure, before anything is served, that a store and a master key belong together. The first
 * key that comes is made the store's own.
 */
final class MasterKeyCheck {

  private static final byte[] CHECKED = "this is the key".getBytes(StandardCharsets.US_ASCII);

  private final Sql writer;

  MasterKeyCheck(Sql writer) {
    this.writer = writer;
  }

  /**
   * The box of the key that is held, or of a new one where neither a key nor a sealed store exists.
   *
   * @param held the key at hand, null if there is none
   * @param whose names that key in messages
   * @param fresh makes and keeps a key
   */
  SecretBox open(@Nullable MasterKey held, String whose, Supplier<MasterKey> fresh) {
    try {
      writer.begin();
      SecretBox box = boxOf(held, whose, fresh);
      writer.commit();
      return box;
    } catch (RuntimeException e) {
      writer.rollback(e);
      throw e;
    }
  }

  private SecretBox boxOf(@Nullable MasterKey held, String whose, Supplier<MasterKey> fresh) {
    byte @Nullable [] check = check();
    if (check == null) {
      // Two servers may start on an empty database: the second must see what the first made.
      Counters.take(writer);
      check = check();
    }
    if (check == null) {
      SecretBox box = new SecretBox(held == null ? fresh.get() : held);
      writer.update("UPDATE installation SET key_check = ?", box.seal(Bond.KEY_CHECK, CHECKED));
      return box;
    }
    if (held == null) {
      throw new StoreException.WrongMasterKey(
          whose
              + " is missing, and without it no private key of this data directory can be"
              + " unsealed: put it back, or restore a backup.",
          null);
    }
    SecretBox box = new SecretBox(held);
    try {
      box.open(Bond.KEY_CHECK, check);
      return box;
    } catch (GeneralSecurityException e) {
      throw new StoreException.WrongMasterKey(
          whose
              + " is not the key of this data directory: put back the one that was there, or"
              + " restore a backup.",
          e);
    }
  }

  private byte @Nullable [] check() {
    return writer.first("SELECT key_check FROM installation", row -> row.getBytes(1));
  }
}
