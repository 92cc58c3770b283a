package io.treeline.core.state;

import java.util.Collection;

/**
 * The list to which every room reports what needs a person. Safe for use by several threads;
 * returns at once.
 */
public interface Reporter {

  /** Something is wrong, or wrong in another way than before. */
  void open(Condition condition);

  /** It is no longer wrong; nothing happens if it wasn't open. */
  void close(Condition.Key key);

  /** These, and no others, are what the check finds wrong now. */
  void replace(String check, Collection<Condition> conditions);
}
