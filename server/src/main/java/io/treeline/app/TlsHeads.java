package io.treeline.app;

import io.treeline.certdir.Certdir;
import io.treeline.certdir.Certdirs;
import io.treeline.feed.ChangeFeed;
import io.treeline.tls.HandshakeObserver;
import io.treeline.tls.KeyMaterialCache;
import io.treeline.tls.SelectingSslContext;
import io.treeline.tls.TlsPolicy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes the TLS side of each role: one lookup, one cache of material, a context of its own. */
record TlsHeads(
    ChangeFeed feed,
    Certdirs certdirs,
    KeyMaterialCache materials,
    HandshakeObserver observer,
    RunningRoles running) {

  /** The TLS side of a role, known to explanations from then on. */
  SelectingSslContext make(TlsPolicy policy, @Nullable Path certdirPath) {
    Certdir certdir = certdirPath == null ? null : certdirs.open(certdirPath);
    RoleSelector selector = new RoleSelector(feed, certdir);
    SelectingSslContext tls = new SelectingSslContext(policy, selector, materials, observer);
    running.add(new RunningRoles.TlsRole(policy.label(), selector, certdir, tls));
    return tls;
  }
}
