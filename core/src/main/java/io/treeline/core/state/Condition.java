package io.treeline.core.state;

import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;

/**
 * What a room finds wrong at this moment; becomes a {@link StateEntry} with the time since when.
 *
 * <p>Two conditions are about the same thing when check and place are the same: the later one takes
 * the earlier one's place and keeps its time. Immutable.
 */
public record Condition(String check, Status status, String reason, String action, Where where) {

  /** What the condition is about. */
  public Key key() {
    return new Key(check, where);
  }

  /** The identity of what is wrong: which check, and where. */
  public record Key(String check, Where where) {}
}
