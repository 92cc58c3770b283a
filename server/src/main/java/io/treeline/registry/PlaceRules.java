package io.treeline.registry;

import io.treeline.access.Refusal;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import org.jspecify.annotations.Nullable;

/**
 * The rules of where a domain may stand in the tree. Each says what is wrong in one sentence, or
 * null. It has no state.
 */
final class PlaceRules {

  private PlaceRules() {}

  /** A child's name lies below its parent's, except directly under the master. */
  static @Nullable String fits(DomainName name, Domain parent) {
    if (parent.isMaster() || name.isBelow(parent.name())) {
      return null;
    }
    return "'"
        + name
        + "' can't stand under '"
        + parent.name()
        + "', because its name doesn't end in '."
        + parent.name()
        + "': put it under a domain whose name it ends in, or directly under the master.";
  }

  /**
   * A tenant's name doesn't lie below another tenant's: names outside the tree would cross over to
   * the other's certificate.
   */
  static @Nullable String apart(DomainTree tree, DomainName tenant) {
    Domain above = tenantAbove(tree, tenant);
    return above == null ? null : nested(tenant, above.name());
  }

  /** The nearest tenant whose name the given one lies below. */
  static @Nullable Domain tenantAbove(DomainTree tree, DomainName name) {
    Domain master = tree.master();
    DomainName above = name.parent();
    while (above != null && master != null) {
      Domain other = tree.domain(above);
      if (other != null && other.parentId() == master.id()) {
        return other;
      }
      above = above.parent();
    }
    return null;
  }

  static String nested(DomainName lower, DomainName upper) {
    return "The tenant '"
        + lower
        + "' would lie below the name of another tenant, '"
        + upper
        + "', so that names outside the tree would get the other's certificate: put it under that"
        + " tenant, or insist with --allow-nested.";
  }

  /** Nobody stands under himself. */
  static @Nullable String acyclic(DomainTree tree, Domain domain, Domain parent) {
    Domain at = parent;
    while (at != null) {
      if (at.id() == domain.id()) {
        return "'"
            + domain.name()
            + "' can't stand under '"
            + parent.name()
            + "', which stands under it: name a parent outside its subtree.";
      }
      at = tree.parent(at);
    }
    return null;
  }

  /** Throws the sentence, if there is one. */
  static void hold(@Nullable String sentence) {
    if (sentence != null) {
      throw new Refusal.Conflict(sentence);
    }
  }
}
