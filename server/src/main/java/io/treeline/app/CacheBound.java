package io.treeline.app;

import com.sun.management.OperatingSystemMXBean;
import io.treeline.tls.KeyMaterialCache;
import java.lang.management.ManagementFactory;

/** How much key material is kept in native memory: what a twelfth of the machine's memory holds. */
final class CacheBound {

  private static final int SHARE = 12;

  /** An RSA-2048 pair with one issuer; a P-256 pair takes a third. */
  private static final int OCTETS_A_VALUE = 9 * 1024;

  private CacheBound() {}

  /** The number of certificate values. A container's limit counts as the machine's memory. */
  static int entries() {
    long memory =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return entries(memory);
  }

  static int entries(long memory) {
    long fitting = memory / SHARE / OCTETS_A_VALUE;
    return (int) Math.clamp(fitting, KeyMaterialCache.DEFAULT_ENTRIES, 2_000_000L);
  }
}
