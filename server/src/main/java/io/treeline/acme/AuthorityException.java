package io.treeline.acme;

import java.time.Instant;
import java.util.List;

/** An authority didn't do what it was asked. The message is a sentence for the operator. */
abstract sealed class AuthorityException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;

  private AuthorityException(Trouble trouble) {
    super(trouble.sentence());
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }

  /** It can't be reached or asks for patience: what was asked may be asked again later. */
  static final class Busy extends AuthorityException {
    private static final long serialVersionUID = 1L;

    private final transient Instant until;
    private final boolean wholeAuthority;

    /**
     * @param until not before this
     * @param wholeAuthority whether everything else there has to wait too
     */
    Busy(Trouble trouble, Instant until, boolean wholeAuthority) {
      super(trouble);
      this.until = until;
      this.wholeAuthority = wholeAuthority;
    }

    Instant until() {
      return until;
    }

    boolean wholeAuthority() {
      return wholeAuthority;
    }
  }

  /** An order that was begun before this run is over there: it has to be made anew. */
  static final class Ended extends AuthorityException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> unconfirmed;

    /**
     * @param unconfirmed the names that it looked at meanwhile and didn't confirm
     */
    Ended(Trouble trouble, List<String> unconfirmed) {
      super(trouble);
      this.unconfirmed = List.copyOf(unconfirmed);
    }

    List<String> unconfirmed() {
      return unconfirmed;
    }
  }

  /** It refused: asking the same again gives the same answer. */
  static final class Refused extends AuthorityException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;
    private final transient List<String> unconfirmed;

    /**
     * @param type the last part of the problem's type, such as {@code unauthorized}; empty for none
     * @param status of the HTTP answer, 0 where there was none
     */
    Refused(Trouble trouble, String type, int status) {
      this(trouble, type, status, List.of());
    }

    private Refused(Trouble trouble, String type, int status, List<String> unconfirmed) {
      super(trouble);
      this.type = type;
      this.status = status;
      this.unconfirmed = List.copyOf(unconfirmed);
    }

    /** It looked for answers to its challenges, and doesn't confirm these names. */
    static Refused unconfirmed(Trouble trouble, List<String> names) {
      return new Refused(trouble, "", 0, names);
    }

    /**
     * The names that it looked at and didn't confirm; empty where it refused for another reason.
     */
    List<String> unconfirmed() {
      return unconfirmed;
    }

    String type() {
      return type;
    }

    /** Whether the resource isn't there (any more). */
    boolean isGone() {
      return status == 404 || status == 410;
    }

    /** Whether the authority wouldn't have the account. */
    boolean isOfAccount() {
      return type.equals("accountDoesNotExist") || type.equals("unauthorized");
    }
  }
}
