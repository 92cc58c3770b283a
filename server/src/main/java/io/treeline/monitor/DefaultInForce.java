package io.treeline.monitor;

import io.treeline.core.state.Condition;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import java.util.List;

/**
 * Finds roles for which the default certificate is what names without a certificate get, because
 * neither the master has one nor the role a certdir. (A certdir that is named but unusable is
 * reported by who watches it.)
 */
final class DefaultInForce {

  static final String CHECK = "default-certificate";

  private DefaultInForce() {}

  static List<Condition> run(DomainTree tree, List<RolePair> roles) {
    Domain master = tree.master();
    if (master == null || master.hasCertificate()) {
      return List.of();
    }
    return roles.stream()
        .filter(role -> role.certdir() == null)
        .map(role -> condition(role, master))
        .toList();
  }

  private static Condition condition(RolePair role, Domain master) {
    return new Condition(
        CHECK,
        Status.NOTICE,
        "Names without a certificate get the default certificate, which no client trusts: neither"
            + " the master '"
            + master.name()
            + "' has a certificate, nor the role a certdir.",
        "Put one with 'treeline cert put " + master.name() + " FILE', or name a certdir.",
        Where.role(role.role()));
  }
}
