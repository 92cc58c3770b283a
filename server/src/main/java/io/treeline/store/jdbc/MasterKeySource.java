package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a server has its master key from: the environment, else the file in the data directory.
 *
 * @param held the key, or null where there is none yet
 * @param name names the place in messages
 */
record MasterKeySource(@Nullable MasterKey held, String name, MasterKeyFile file) {

  static MasterKeySource of(DataDirectory directory, Map<String, String> environment) {
    MasterKeyFile file = directory.masterKey();
    String given = environment.get(SqliteStore.MASTER_KEY_VARIABLE);
    return given == null
        ? new MasterKeySource(file.read(), file.path().toString(), file)
        : new MasterKeySource(parse(given), "The key in " + SqliteStore.MASTER_KEY_VARIABLE, file);
  }

  /** The box of this key, if it is the store's. A new store without a key gets one, in the file. */
  SecretBox unlock(Sql writer) {
    return new MasterKeyCheck(writer)
        .open(
            held,
            name,
            () -> {
              MasterKey key = MasterKey.random();
              file.create(key);
              return key;
            });
  }

  private static MasterKey parse(String text) {
    try {
      return MasterKey.parse(text);
    } catch (IllegalArgumentException e) {
      // The cause is left out: it quotes the text.
      throw new StoreException.WrongMasterKey(
          "The environment variable "
              + SqliteStore.MASTER_KEY_VARIABLE
              + " holds no master key (base64 of 32 octets): make one with openssl rand -base64 32.",
          null);
    }
  }
}
