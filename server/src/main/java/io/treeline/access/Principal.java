package io.treeline.access;

/** Who asks. Immutable. */
public sealed interface Principal {

  /** How the audit log names it. */
  String name();

  /**
   * Who owns the data directory on the server itself: an administrator of everything.
   *
   * @param user the operating system's name for it
   */
  record LocalOwner(String user) implements Principal {
    @Override
    public String name() {
      return "local:" + user;
    }
  }

  /**
   * Who holds a token.
   *
   * @param id the token's public id
   * @param topId the domain whose subtree it is bound to
   */
  record TokenHolder(String id, long topId, Right right) implements Principal {
    @Override
    public String name() {
      return "token:" + id;
    }
  }

  /**
   * Treeline itself, by the room that acts.
   *
   * @param room its name
   */
  record Room(String room) implements Principal {
    @Override
    public String name() {
      return "treeline:" + room;
    }
  }
}
