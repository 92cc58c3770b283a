package io.treeline.acme;

/** An authority could not be asked, or refused. */
final class UnreachableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;

  UnreachableException(Trouble trouble) {
    super(trouble.sentence());
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
