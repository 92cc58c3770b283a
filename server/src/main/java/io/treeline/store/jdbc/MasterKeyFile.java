package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code DATA/master.key}: made once, for its owner only, and never overwritten. */
record MasterKeyFile(Path path) {

  /** The key, or null where there is no file. */
  @Nullable MasterKey read() {
    try {
      return Files.exists(path) ? MasterKey.parse(Files.readString(path)) : null;
    } catch (IOException e) {
      throw new StoreException.WrongMasterKey(
          path + " can't be read: give it to the user that runs the server (chown, chmod 600).", e);
    } catch (IllegalArgumentException e) {
      throw new StoreException.WrongMasterKey(
          path
              + " holds no master key (one line, base64 of 32 octets): put back the one that was"
              + " saved, or restore a backup.",
          e);
    }
  }

  /** Makes the file. It appears whole, and is on the disk when this returns. */
  void create(MasterKey key) {
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      writeForOwner(draft, key.text() + "\n");
      if (Files.exists(path)) {
        throw new IllegalStateException(path + " exists and is never overwritten");
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
    } catch (IOException e) {
      throw FileFailure.of(path, e);
    }
  }

  private static void writeForOwner(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
  }

  private void syncDirectory() throws IOException {
    try (FileChannel directory =
        FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
