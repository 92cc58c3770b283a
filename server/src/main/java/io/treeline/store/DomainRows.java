package io.treeline.store;

import java.util.Map;

/** Takes domains one by one, in a form that makes a million of them cheap. */
@FunctionalInterface
public interface DomainRows {

  /**
   * Takes one domain.
   *
   * @param name its normal text
   * @param parentId 0 for the master
   * @param certificateId 0 for none
   * @param version the number of the change that touched it last
   * @param settings immutable; the same empty map for all that have none
   */
  void row(
      long id,
      String name,
      long parentId,
      long certificateId,
      long version,
      Map<String, String> settings);
}
