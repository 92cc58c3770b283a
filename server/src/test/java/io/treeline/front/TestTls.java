package io.treeline.front;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Choice;
import io.treeline.tls.KeyMaterialCache;
import io.treeline.tls.SelectingSslContext;
import io.treeline.tls.ServableMaterial;
import io.treeline.tls.TlsPolicy;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The TLS head of a listener that shows one certificate, which can be replaced. */
public final class TestTls implements AutoCloseable {

  private final Map<CertificateId, TestPair> pairs = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();
  private volatile CertificateId current;
  private final KeyMaterialCache materials = new KeyMaterialCache(this::load, 100);
  private final SelectingSslContext context;

  public TestTls(TlsPolicy policy, TestPair first) {
    current = add(first);
    context =
        new SelectingSslContext(
            policy, hello -> new Choice.OfDefault(current), materials, (id, reason) -> {});
  }

  public SelectingSslContext context() {
    return context;
  }

  public void replaceBy(TestPair pair) {
    current = add(pair);
  }

  private CertificateId add(TestPair pair) {
    CertificateId id = new CertificateId(next.incrementAndGet());
    pairs.put(id, pair);
    return id;
  }

  private ServableMaterial load(CertificateId id) {
    return Objects.requireNonNull(pairs.get(id)).material();
  }

  @Override
  public void close() {
    context.close();
    materials.close();
  }
}
