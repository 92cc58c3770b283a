package io.treeline.app;

import io.treeline.acme.AutomaticIssuance;
import io.treeline.config.Acme;
import io.treeline.config.Configuration;
import io.treeline.config.MwareRole;
import io.treeline.config.Role;
import java.util.List;
import java.util.Optional;

/**
 * How certificates are ordered from authorities here.
 *
 * @param isOwn whether a role of this server does it
 */
record MwareAcme(Acme acme, boolean isOwn) {

  /** By this server's role, else by another server's, else as without a configuration. */
  static MwareAcme of(Configuration configuration, List<Role> own) {
    return first(own)
        .map(acme -> new MwareAcme(acme, true))
        .or(() -> first(configuration.roles()).map(acme -> new MwareAcme(acme, false)))
        .orElseGet(
            () -> new MwareAcme(first(Configuration.builtIn().roles()).orElseThrow(), false));
  }

  AutomaticIssuance issuance(AutomaticIssuance.Ground ground) {
    return isOwn ? AutomaticIssuance.of(ground, acme) : AutomaticIssuance.elsewhere(ground, acme);
  }

  private static Optional<Acme> first(List<Role> roles) {
    return roles.stream()
        .filter(MwareRole.class::isInstance)
        .map(role -> ((MwareRole) role).acme())
        .findFirst();
  }
}
