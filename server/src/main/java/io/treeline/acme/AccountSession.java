package io.treeline.acme;

import org.shredzone.acme4j.Login;

/**
 * An account that is in force, and the way to act as it.
 *
 * @param id of its row
 */
record AccountSession(long id, String holder, Authority authority, Login login) {

  /** Without the login, which has the key. */
  @Override
  public String toString() {
    return "AccountSession[" + id + ", " + holder + "]";
  }
}
