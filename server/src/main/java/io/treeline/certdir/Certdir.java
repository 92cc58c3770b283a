package io.treeline.certdir;

import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One certdir: the pair that is in force, if there has been a good one since it was opened.
 *
 * <p>{@link #inForce} and {@link #pair} are safe for use by several threads, take no lock and do no
 * I/O. A pair that goes bad on disk stays in force.
 */
public final class Certdir {

  private final Path directory;
  private final PairFiles files;
  private final InstantSource clock;
  private final Supplier<CertificateId> ids;
  private final CertdirListener listener;
  private volatile @Nullable InForce current;
  private @Nullable InForce previous;
  private @Nullable String reported;
  private boolean badBefore;

  /** A pair with its keys. */
  private record InForce(CertdirPair pair, CertificateBundle bundle, Fingerprint digest) {}

  Certdir(
      Path directory, InstantSource clock, Supplier<CertificateId> ids, CertdirListener listener) {
    this.directory = directory;
    this.files = new PairFiles(directory, clock);
    this.clock = clock;
    this.ids = ids;
    this.listener = listener;
  }

  /** The directory, as it was named. */
  public Path directory() {
    return directory;
  }

  /** The identity of the pair in force; null while the rules go on to the default certificate. */
  public @Nullable CertificateId inForce() {
    InForce now = current;
    return now == null ? null : now.pair.id();
  }

  /** What the pair in force shows, for explanations; null where there is none. */
  public @Nullable CertdirPair pair() {
    InForce now = current;
    return now == null ? null : now.pair;
  }

  PairFiles files() {
    return files;
  }

  /**
   * The keys of a pair that is in force, or was until a moment ago: a handshake may have chosen it
   * just then.
   */
  synchronized @Nullable CertificateBundle bundle(CertificateId id) {
    for (InForce each : new @Nullable InForce[] {current, previous}) {
      if (each != null && each.pair.id().equals(id)) {
        return each.bundle;
      }
    }
    return null;
  }

  /**
   * Looks at the directory and takes what is good.
   *
   * @param patient whether a first bad look is only remembered: one of the files may not have been
   *     written yet
   * @return whether to look again soon
   */
  synchronized boolean look(boolean patient) {
    return switch (files.look()) {
      case Look.Good good -> {
        take(good);
        badBefore = false;
        yield false;
      }
      case Look.Bad bad -> {
        boolean wait = patient && !badBefore;
        if (!wait) {
          report(bad.reason());
        }
        badBefore = true;
        yield wait;
      }
    };
  }

  private void take(Look.Good good) {
    InForce before = current;
    if (before != null && before.digest.equals(good.digest())) {
      if (reported != null) {
        reported = null;
        listener.usable(directory, before.pair);
      }
      return;
    }
    CertdirPair pair = new CertdirPair(ids.get(), good.bundle().publicPart(), clock.instant());
    previous = before;
    current = new InForce(pair, good.bundle(), good.digest());
    reported = null;
    listener.usable(directory, pair);
  }

  private void report(String reason) {
    if (!reason.equals(reported)) {
      reported = reason;
      listener.unusable(directory, reason, current != null);
    }
  }
}
