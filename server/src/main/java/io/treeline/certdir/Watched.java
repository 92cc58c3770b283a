package io.treeline.certdir;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A certdir as its watcher sees it: when to look next, and what it looked like last. */
final class Watched {

  /** Not awaiting a look. */
  static final long NOT_DUE = Long.MAX_VALUE;

  private final Certdir certdir;
  private Stamp key;
  private Stamp certificate;
  private long dueNanos = NOT_DUE;
  private long latestNanos = NOT_DUE;
  private boolean looksAgain;

  Watched(Certdir certdir) {
    this.certdir = certdir;
    this.key = Stamp.of(certdir.files().key());
    this.certificate = Stamp.of(certdir.files().certificate());
  }

  Certdir certdir() {
    return certdir;
  }

  Set<Path> directories() {
    Set<Path> directories = new HashSet<>(LinkChain.directoriesOf(certdir.files().key()));
    directories.addAll(LinkChain.directoriesOf(certdir.files().certificate()));
    return directories;
  }

  /** Something happened near: look when it has been quiet for a while, but don't wait for ever. */
  void stir(long now, long quietNanos, long longestNanos) {
    if (latestNanos == NOT_DUE) {
      latestNanos = now + longestNanos;
    }
    dueNanos = Math.min(now + quietNanos, latestNanos);
  }

  long dueNanos() {
    return dueNanos;
  }

  boolean hasChanged() {
    return !Stamp.of(certdir.files().key()).equals(key)
        || !Stamp.of(certdir.files().certificate()).equals(certificate);
  }

  /** Looks, if the files aren't what they were; again after {@code againNanos} where that helps. */
  void look(long now, long againNanos) {
    dueNanos = NOT_DUE;
    latestNanos = NOT_DUE;
    if (!looksAgain && !hasChanged()) {
      return;
    }
    // Taken before the look: what changes during it shows as a change afterwards.
    key = Stamp.of(certdir.files().key());
    certificate = Stamp.of(certdir.files().certificate());
    looksAgain = certdir.look(true);
    if (looksAgain) {
      dueNanos = now + againNanos;
    }
  }
}
