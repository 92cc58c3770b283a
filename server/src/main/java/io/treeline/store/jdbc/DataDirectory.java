package io.treeline.store.jdbc;

import io.treeline.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory with all that a server keeps, for its owner only and for one server at a time: the
 * file {@code lock} in it is locked as long as this is open, and holds the server's pid.
 */
final class DataDirectory implements AutoCloseable {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<Set<PosixFilePermission>> MADE_FOR_OWNER =
      PosixFilePermissions.asFileAttribute(OWNER_ONLY);

  private static final FileAttribute<Set<PosixFilePermission>> FILE_FOR_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Makes the directory if need be, and locks it. */
  static DataDirectory open(Path path) {
    try {
      if (Files.exists(path)) {
        closeToOthers(path);
      } else {
        Files.createDirectories(path, MADE_FOR_OWNER);
      }
      return new DataDirectory(path, locked(path));
    } catch (IOException e) {
      throw FileFailure.of(path, e);
    }
  }

  /** The database's file; SQLite gives those beside it the same permissions. */
  Path store() {
    Path file = path.resolve("treeline.db");
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, FILE_FOR_OWNER);
      }
      return file;
    } catch (IOException e) {
      throw FileFailure.of(file, e);
    }
  }

  MasterKeyFile masterKey() {
    return new MasterKeyFile(path.resolve("master.key"));
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StoreException.Unavailable("The lock of " + path + " can't be released.", e);
    }
  }

  /** Only what is ours or empty: somebody may name /tmp. */
  private static void closeToOthers(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException(path + " is no directory");
    }
    boolean ours = Files.exists(path.resolve("lock")) || isEmpty(path);
    if (ours && !Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(path, OWNER_ONLY);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (var entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private static FileChannel locked(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            FILE_FOR_OWNER);
    try {
      if (tryLock(channel) == null) {
        throw new StoreException.Locked(directory, ownerIn(channel));
      }
      channel.truncate(0);
      channel.write(ascii(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String ownerIn(FileChannel channel) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(20);
    channel.read(octets, 0);
    return new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII).strip();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
