package io.treeline.certdir;

import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.tls.MaterialSource;
import io.treeline.tls.ServableMaterial;
import io.treeline.tls.UnusableMaterialException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All certdirs of the process, watched by one thread, and the key material of their pairs under
 * negative ids.
 *
 * <p>A changed pair serves about half a second after its second file is complete. Safe for use by
 * several threads.
 */
public final class Certdirs implements MaterialSource, AutoCloseable {

  private final InstantSource clock;
  private final CertdirListener listener;
  private final CertdirWatcher watcher = new CertdirWatcher();
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Path, Shared> byDirectory = new HashMap<>();
  private final List<Certdir> open = new CopyOnWriteArrayList<>();

  /** A certdir and how many roles it was opened for. */
  private record Shared(Certdir certdir, int users) {}

  /** None yet. */
  public Certdirs(InstantSource clock, CertdirListener listener) {
    this.clock = clock;
    this.listener = listener;
    watcher.start();
  }

  /**
   * The certdir of a directory, looked at before this returns, and watched from then on. Roles that
   * name the same directory share it. The directory need not exist.
   */
  public synchronized Certdir open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    Shared shared = byDirectory.get(path);
    if (shared != null) {
      byDirectory.put(path, new Shared(shared.certdir, shared.users + 1));
      return shared.certdir;
    }
    Certdir certdir = new Certdir(path, clock, this::nextId, listener);
    open.add(certdir);
    watcher.add(certdir);
    certdir.look(false);
    byDirectory.put(path, new Shared(certdir, 1));
    return certdir;
  }

  /** One role needs it no more; the last one ends the watching. */
  public synchronized void close(Certdir certdir) {
    Shared shared = byDirectory.get(certdir.directory());
    if (shared == null) {
      return;
    }
    if (shared.users > 1) {
      byDirectory.put(certdir.directory(), new Shared(certdir, shared.users - 1));
      return;
    }
    byDirectory.remove(certdir.directory());
    watcher.remove(certdir);
    open.remove(certdir);
  }

  /** Loads from memory: a key on disk may already be another one. */
  @Override
  public ServableMaterial load(CertificateId id) throws UnusableMaterialException {
    for (Certdir certdir : open) {
      CertificateBundle bundle = certdir.bundle(id);
      if (bundle != null) {
        return new ServableMaterial(bundle.pairs().stream().map(Certdirs::pair).toList());
      }
    }
    throw new UnusableMaterialException("The pair of the certdir was replaced; connect again.");
  }

  /** Ends the watching. What is in force stays so. */
  @Override
  public void close() {
    watcher.close();
  }

  private CertificateId nextId() {
    return new CertificateId(lastId.decrementAndGet());
  }

  private static ServableMaterial.Pair pair(CertifiedKey key) {
    return new ServableMaterial.Pair(key.chain().stream().map(Certdirs::der).toList(), key.pkcs8());
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read from DER has its DER", e);
    }
  }
}
