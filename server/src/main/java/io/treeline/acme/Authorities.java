package io.treeline.acme;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * The authorities that were asked so far, each by its directory. Safe for use by several threads.
 */
final class Authorities implements AutoCloseable {

  private final Map<URI, Authority> byDirectory = new ConcurrentHashMap<>();
  private final SSLContext trust;
  private final InstantSource clock;
  private final Pause pause;

  Authorities(SSLContext trust, InstantSource clock, Pause pause) {
    this.trust = trust;
    this.clock = clock;
    this.pause = pause;
  }

  Authority of(URI directory) {
    return byDirectory.computeIfAbsent(directory, url -> new Authority(url, trust, clock, pause));
  }

  @Override
  public void close() {
    byDirectory.values().forEach(Authority::close);
  }
}
