package io.treeline.tls;

import io.treeline.core.cert.CertificateId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Material from a map, with a gate to hold loads at. */
final class TestSource implements MaterialSource {

  final Map<CertificateId, TestPairs> stored = new ConcurrentHashMap<>();
  final AtomicInteger loads = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Loads wait from now on. */
  void hold() {
    gate = new CountDownLatch(1);
  }

  /** Lets them go. */
  void letGo() {
    gate.countDown();
  }

  @Override
  public ServableMaterial load(CertificateId id) throws UnusableMaterialException {
    loads.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new UnusableMaterialException("interrupted", e);
    }
    TestPairs pairs = stored.get(id);
    if (pairs == null) {
      throw new UnusableMaterialException("Certificate " + id.value() + " can't be unsealed.");
    }
    return pairs.material();
  }
}
