package io.treeline.importer;

import java.util.List;

/**
 * Which certificate would go to which domain. Immutable; its placements hold secrets.
 *
 * @param setAside certificates for names that another, better one is proposed for
 * @param notUnderstood what was read and can't be carried over
 */
public record Proposal(
    List<Placement> placements, List<Remark> setAside, List<Remark> notUnderstood) {

  /** Copies the lists. */
  public Proposal {
    placements = List.copyOf(placements);
    setAside = List.copyOf(setAside);
    notUnderstood = List.copyOf(notUnderstood);
  }

  /** Those that change something. */
  public List<Placement> changes() {
    return placements.stream().filter(Placement::changes).toList();
  }
}
