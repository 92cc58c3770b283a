package io.treeline.api;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Fallback;
import io.treeline.registry.Serving;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that would serve one role, with nothing but the default certificate. */
record TestServing(Supplier<@Nullable CertificateId> defaultCertificate) implements Serving {

  @Override
  public List<String> roles() {
    return List.of("ws1");
  }

  @Override
  public @Nullable Fallback fallback(String role) {
    return role.equals("ws1") ? new Fallback(null, defaultCertificate.get()) : null;
  }

  @Override
  public @Nullable PublicBundle certdirPair(CertificateId id) {
    return null;
  }

  @Override
  public @Nullable String whyUnusable(CertificateId id) {
    return null;
  }

  @Override
  public @Nullable String whyRefused(Sni sni) {
    return null;
  }
}
