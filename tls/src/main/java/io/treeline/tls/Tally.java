package io.treeline.tls;

import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link HandshakeCounts}. */
final class Tally {

  final LongAdder completed = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder waited = new LongAdder();
  final LongAdder unusable = new LongAdder();

  HandshakeCounts counts() {
    return new HandshakeCounts(completed.sum(), failed.sum(), waited.sum(), unusable.sum());
  }
}
