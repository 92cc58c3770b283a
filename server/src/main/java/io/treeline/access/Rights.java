package io.treeline.access;

import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what a principal may see and do. What lies outside its subtree is
 * answered as if it did not exist. It has no state.
 */
public final class Rights {

  private Rights() {}

  /**
   * The domain, if there is one that the principal may see.
   *
   * @throws Refusal.NotFound if there isn't, or it may not
   */
  public static Domain seen(
      Principal principal, DomainTree tree, @Nullable Domain domain, Object name) {
    if (domain == null || !reaches(principal, tree, domain)) {
      throw Refusal.NotFound.domain(name);
    }
    return domain;
  }

  /**
   * Lets the principal pass if it may do this to the domain.
   *
   * @throws Refusal.NotFound if it may not see the domain
   * @throws Refusal.Forbidden if it sees it, but has a lesser right
   */
  public static void require(Right needed, Principal principal, DomainTree tree, Domain domain) {
    Domain seen = seen(principal, tree, domain, domain.name());
    if (!has(principal, needed)) {
      throw new Refusal.Forbidden(needed, seen.name());
    }
  }

  /** Whether the principal has that right, or a greater one, in what it sees. */
  public static boolean has(Principal principal, Right needed) {
    return !(principal instanceof Principal.TokenHolder holder)
        || holder.right().compareTo(needed) >= 0;
  }

  /** The top of what the principal sees; null if that is gone, or before there is a master. */
  public static @Nullable Domain top(Principal principal, DomainTree tree) {
    return principal instanceof Principal.TokenHolder holder
        ? tree.domain(holder.topId())
        : tree.master();
  }

  /** Whether the domain lies in the principal's subtree. */
  public static boolean reaches(Principal principal, DomainTree tree, Domain domain) {
    if (!(principal instanceof Principal.TokenHolder holder)) {
      return true;
    }
    Domain at = domain;
    while (at != null && at.id() != holder.topId()) {
      at = tree.parent(at);
    }
    return at != null;
  }
}
