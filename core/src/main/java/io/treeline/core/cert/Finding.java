package io.treeline.core.cert;

/**
 * One thing that reading or judging found: what, where, and what to do about it. It never contains
 * a secret. Immutable.
 *
 * @param code which of the catalogue it is
 * @param place where in the input
 * @param what what was found, the beginning of a sentence, without a full stop
 * @param todo what to do, the rest of the sentence, without a full stop
 */
public record Finding(FindingCode code, Place place, String what, String todo) {

  /** How bad it is. */
  public Severity severity() {
    return code.severity();
  }

  /** The whole sentence: what, where, and what to do. */
  @Override
  public String toString() {
    String where = place.toString();
    return what + (where.isEmpty() ? "" : " (" + where + ")") + ": " + todo + ".";
  }
}
