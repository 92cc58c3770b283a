package io.treeline.acme;

import io.treeline.config.Acme;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who shares an account at an authority, and its contact there. Immutable.
 *
 * @param key {@code email:ADDRESS}, or {@code tenant:ID}
 * @param email the contact: of a tenant's account it is the tenant's own address where it has one,
 *     whatever its domains have, so that they don't change it in turns
 */
record AccountHolder(String key, String email) {

  private static final String TENANT = "tenant:";

  /** A key as people read it: with the tenant's name, as long as there is that tenant. */
  static String shown(DomainTree tree, String key) {
    if (!key.startsWith(TENANT)) {
      return key;
    }
    Domain tenant = tree.domain(Long.parseLong(key.substring(TENANT.length())));
    return tenant == null ? key : TENANT + tenant.name();
  }

  /**
   * The holder of the account that orders for a domain.
   *
   * @param email the domain's address, its own or inherited
   */
  static AccountHolder of(DomainTree tree, Domain domain, Acme acme, String email) {
    return switch (acme.accountPer()) {
      case EMAIL -> new AccountHolder("email:" + email, email);
      case TENANT -> {
        Domain tenant = Objects.requireNonNullElse(tree.tenant(domain), domain);
        @Nullable String own = tree.effective(tenant, Setting.ACME_ACCOUNT_EMAIL);
        yield new AccountHolder(TENANT + tenant.id(), own == null ? email : own);
      }
    };
  }
}
