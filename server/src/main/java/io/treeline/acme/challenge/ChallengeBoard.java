package io.treeline.acme.challenge;

import io.treeline.core.challenge.ChallengeAnswer;
import java.util.List;

/** Where answers are put up for an authority to find. Blocks; safe for use by several threads. */
public interface ChallengeBoard {

  /**
   * Puts them up, and returns once whoever the authority asks would answer so.
   *
   * @throws ChallengeException if they can't be put up
   */
  void post(List<ChallengeAnswer> answers) throws ChallengeException;

  /** Takes them down again; those that aren't there are no failure. */
  void withdraw(List<ChallengeAnswer> answers);

  /** Whether dns-01 can be answered at all: a way to publish records is configured. */
  boolean canAnswerDns();
}
