package io.treeline.core.name;

import java.util.regex.Pattern;

/**
 * A text that somebody gave, as a message may repeat it: between quotation marks, shortened, and
 * not at all where it could be a part of a private key that was pasted into the wrong place.
 */
public final class Shown {

  private static final int MOST = 80;
  private static final int OF_A_SECRET = 4;

  /** As much Base64 or hexadecimal in one piece as no label or word has. */
  private static final Pattern LIKE_A_KEY = Pattern.compile("[A-Za-z0-9+/_=-]{40}|PRIVATE KEY");

  private Shown() {}

  /** The text between quotation marks. */
  public static String of(String given) {
    boolean secret = LIKE_A_KEY.matcher(given).find();
    int most = secret ? OF_A_SECRET : MOST - 3;
    return given.length() <= MOST && !secret
        ? "'" + given + "'"
        : "'" + given.substring(0, Math.min(most, given.length())) + "...'";
  }
}
