package io.treeline.app;

import io.treeline.certdir.Certdir;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.CertificateLookup;
import io.treeline.core.tree.Choice;
import io.treeline.core.tree.Fallback;
import io.treeline.core.tree.Trace;
import io.treeline.feed.ChangeFeed;
import io.treeline.feed.Live;
import io.treeline.tls.CertificateSelector;
import io.treeline.tls.ClientHello;
import org.jspecify.annotations.Nullable;

/**
 * The lookup as the handshakes of one role ask it: on what is in force at that moment, falling back
 * to the role's certdir. Safe for use by several threads.
 */
final class RoleSelector implements CertificateSelector {

  private final ChangeFeed feed;
  private final @Nullable Certdir certdir;

  RoleSelector(ChangeFeed feed, @Nullable Certdir certdir) {
    this.feed = feed;
    this.certdir = certdir;
  }

  @Override
  public Choice choose(ClientHello hello) {
    Live live = feed.live();
    return CertificateLookup.choose(live.tree(), hello.sni(), fallback(live), Trace.NONE);
  }

  @Override
  public @Nullable CertificateId validation(Sni sni) {
    return sni instanceof Sni.Name(DomainName name)
        ? feed.live().challenges().tlsAlpn01(name)
        : null;
  }

  /** What the role falls back to at this moment. */
  Fallback fallback() {
    return fallback(feed.live());
  }

  private Fallback fallback(Live live) {
    Certdir own = certdir;
    return new Fallback(
        own == null ? null : new Fallback.Certdir(own.directory().toString(), own.inForce()),
        live.defaultCertificate());
  }
}
