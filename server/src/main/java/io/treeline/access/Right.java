package io.treeline.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a principal may do in its subtree; each includes those before it. */
public enum Right {
  /** Reads. */
  VIEWER,
  /** Also writes settings and certificates of domains that exist. */
  OPERATOR,
  /** Also adds, moves and removes domains, and makes tokens. */
  ADMIN;

  /** The right of that word. */
  public static Optional<Right> ofWord(String word) {
    return Stream.of(values()).filter(r -> r.word().equals(word)).findFirst();
  }

  /** The word that commands and the API use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
