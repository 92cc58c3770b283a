package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what it means for a person that a file couldn't be made or written. */
final class FileFailure {

  /** Less room than this is none: no database could be made in it. */
  private static final long ROOM = 64 << 10;

  private FileFailure() {}

  static StoreException of(Path path, IOException e) {
    return isFull(path)
        ? new StoreException.Full(path.toString(), e)
        : new StoreException.NotWritable(path, System.getProperty("user.name", "?"), e);
  }

  /** A file system without any space, such as /proc, isn't full but takes no files. */
  private static boolean isFull(Path path) {
    Path place = path.toAbsolutePath();
    while (place != null && !Files.exists(place)) {
      place = place.getParent();
    }
    try {
      return place != null
          && Files.getFileStore(place).getTotalSpace() > 0
          && Files.getFileStore(place).getUsableSpace() < ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}
