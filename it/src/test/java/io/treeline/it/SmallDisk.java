package io.treeline.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of a few megabytes, whose size can be changed while it is in use. Needs root. */
final class SmallDisk implements AutoCloseable {

  /** What room is counted in: nothing smaller is ever taken. */
  static final int PAGE = 4_096;

  private static final int KIB = 1_024;

  private final Path path;
  private final int kib;

  private SmallDisk(Path path, int kib) {
    this.path = path;
    this.kib = kib;
  }

  /** Mounts one; the test is skipped where that isn't allowed. */
  static SmallDisk mount(Path home, int kib) throws IOException {
    Path path = Files.createDirectory(home.resolve("disk"));
    assumeTrue(
        Launcher.runProgram(
                    List.of("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "tmpfs", "" + path))
                .exit()
            == 0,
        "a file system can't be mounted here");
    return new SmallDisk(path, kib);
  }

  Path path() {
    return path;
  }

  /** From now on there is room for that many pages more, and for nothing else. */
  void leaveRoom(long pages) {
    try {
      FileStore store = Files.getFileStore(path);
      long used = store.getTotalSpace() - store.getUnallocatedSpace();
      resize(used / KIB + pages * PAGE / KIB);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on there is room again. */
  void makeRoom() {
    resize(kib);
  }

  private void resize(long size) {
    Launcher.runProgram(List.of("mount", "-o", "remount,size=" + size + "k", "" + path)).ok();
  }

  @Override
  public void close() {
    Launcher.runProgram(List.of("umount", path.toString())).ok();
  }
}
