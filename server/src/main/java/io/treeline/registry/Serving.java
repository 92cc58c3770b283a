package io.treeline.registry;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Fallback;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this server's roles would serve beside the tree; the running roles answer it. */
public interface Serving {

  /** The names of the roles that serve TLS, the first {@code ws} first. */
  List<String> roles();

  /** What a role falls back to; null if this server has no such role. */
  @Nullable Fallback fallback(String role);

  /** The public part of a certdir's pair; null if it isn't in force any more. */
  @Nullable PublicBundle certdirPair(CertificateId id);

  /**
   * Why TLS ends a handshake with that SNI before any certificate is chosen; null if it doesn't.
   */
  @Nullable String whyRefused(Sni sni);

  /**
   * Why a certificate can't be served, found by loading it as a handshake would; null if it can.
   */
  @Nullable String whyUnusable(CertificateId id);
}
