package io.treeline.certdir;

import java.nio.file.Path;

/**
 * Hears what becomes of certdirs, each change once.
 *
 * <p>Called on the watcher's thread, or on that of {@link Certdirs#open}; must not call back.
 */
public interface CertdirListener {

  /** A pair has come into force. */
  void usable(Path directory, CertdirPair pair);

  /**
   * There is no good pair in the directory now.
   *
   * @param reason one sentence that says what to do
   * @param lastGoodKept whether an earlier pair goes on serving; if not, the rules go on to the
   *     default certificate
   */
  void unusable(Path directory, String reason, boolean lastGoodKept);
}
