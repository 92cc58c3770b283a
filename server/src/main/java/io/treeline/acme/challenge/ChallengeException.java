package io.treeline.acme.challenge;

/** An answer could not be put up; the message says why and what to do, in one sentence. */
public final class ChallengeException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With a sentence for the operator. */
  public ChallengeException(String sentence) {
    super(sentence);
  }
}
