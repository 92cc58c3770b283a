package io.treeline.acme.challenge;

import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import java.util.List;

/** Our own responder answers from what is in force, so nothing more is to be done. */
final class OwnRecords implements TxtRecords {

  @Override
  public void add(List<Dns01> records) {}

  @Override
  public void remove(Dns01 record) {}
}
