package io.treeline.app;

import io.treeline.certdir.Certdir;
import io.treeline.certdir.CertdirPair;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Fallback;
import io.treeline.monitor.RolePair;
import io.treeline.monitor.Served;
import io.treeline.registry.Serving;
import io.treeline.tls.KeyMaterialCache;
import io.treeline.tls.SelectingSslContext;
import io.treeline.tls.TicketKeys;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The roles that serve TLS in this process, and what each would serve beside the tree. Safe for use
 * by several threads.
 */
final class RunningRoles implements Serving, Served {

  private final KeyMaterialCache materials;
  private final List<TlsRole> roles = new CopyOnWriteArrayList<>();

  /** A role with its side of TLS. */
  record TlsRole(
      String name, RoleSelector selector, @Nullable Certdir certdir, SelectingSslContext tls) {}

  RunningRoles(KeyMaterialCache materials) {
    this.materials = materials;
  }

  void add(TlsRole role) {
    roles.add(role);
  }

  void useTicketKeys(TicketKeys keys) {
    roles.forEach(role -> role.tls().useTicketKeys(keys));
  }

  @Override
  public List<String> roles() {
    return roles.stream().map(TlsRole::name).toList();
  }

  @Override
  public @Nullable Fallback fallback(String role) {
    return roles.stream()
        .filter(each -> each.name().equals(role))
        .findFirst()
        .map(each -> each.selector().fallback())
        .orElse(null);
  }

  @Override
  public @Nullable PublicBundle certdirPair(CertificateId id) {
    for (TlsRole role : roles) {
      Certdir certdir = role.certdir();
      var pair = certdir == null ? null : certdir.pair();
      if (pair != null && pair.id().equals(id)) {
        return pair.certificate();
      }
    }
    return null;
  }

  @Override
  public @Nullable String whyRefused(Sni sni) {
    return SelectingSslContext.takes(sni)
        ? null
        : "TLS ends such a handshake with the alert unrecognized_name: an SNI has 1 to 255 octets and"
            + " no NUL (RFC 6066). Ask for a shorter name.";
  }

  @Override
  public List<RolePair> pairs() {
    return roles.stream().map(RunningRoles::pair).toList();
  }

  private static RolePair pair(TlsRole role) {
    Certdir certdir = role.certdir();
    CertdirPair pair = certdir == null ? null : certdir.pair();
    return new RolePair(
        role.name(),
        certdir == null ? null : certdir.directory().toString(),
        pair == null ? null : pair.certificate());
  }

  @Override
  public @Nullable String whyUnusable(CertificateId id) {
    return materials.whyUnusable(id);
  }
}
