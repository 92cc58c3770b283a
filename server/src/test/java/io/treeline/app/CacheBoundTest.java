package io.treeline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.tls.KeyMaterialCache;
import org.junit.jupiter.api.Test;

class CacheBoundTest {

  private static final long GIB = 1L << 30;

  @Test
  void aTwelfthOfTheMemoryIsKeptAndNeverFewerThanTheLeast() {
    assertThat(CacheBound.entries(GIB / 2)).isEqualTo(KeyMaterialCache.DEFAULT_ENTRIES);
    assertThat(CacheBound.entries(12 * GIB)).isEqualTo((int) (GIB / (9 * 1024)));
    assertThat(CacheBound.entries(24 * GIB)).isGreaterThan(200_000);
    assertThat(CacheBound.entries(Long.MAX_VALUE)).isEqualTo(2_000_000);
  }
}
