package io.treeline.registry;

import io.treeline.access.Refusal;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of where a domain may stand in the tree. Each says what is wrong in one sentence, or
 * null. It has no state.
 */
final class PlaceRules {

  private PlaceRules() {}

  /** A child's name lies below its parent's, except directly under the master. */
  static @Nullable String fits(DomainName name, Domain parent) {
    if (name.equals(parent.name())) {
      return "'" + name + "' can't stand under itself: name another parent, or none.";
    }
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
    return tree.nearestAbove(name, above -> isTenant(tree, above));
  }

  /**
   * Hands out, after a change of many names or places, each tenant whose name lies below another's,
   * and that other. Two that stood so before are let be: somebody allowed it.
   */
  static void newlyNested(
      DomainTree before, DomainTree after, BiConsumer<Domain, Domain> lowerAndUpper) {
    after.forEach(domain -> {
      Domain above = isTenant(after, domain) ? tenantAbove(after, domain.name()) : null;
      if (above != null && !stoodSo(before, domain, above)) {
        lowerAndUpper.accept(domain, above);
      }
    });
  }

  private static boolean stoodSo(DomainTree before, Domain lower, Domain upper) {
    Domain then = before.domain(lower.id());
    Domain above = then != null && isTenant(before, then) ? tenantAbove(before, then.name()) : null;
    return above != null && above.id() == upper.id();
  }

  private static boolean isTenant(DomainTree tree, Domain domain) {
    Domain master = tree.master();
    return master != null && domain.parentId() == master.id();
  }

  /** The same sentence whether the principal sees who has the name or not. */
  static String taken(DomainName name) {
    return "The name '" + name + "' is taken: names are unique in the whole tree.";
  }

  /** For a domain without a parent that the principal sees. */
  static String orphan(DomainName name) {
    return "There is no domain above '" + name + "' in the tree: name its parent.";
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
