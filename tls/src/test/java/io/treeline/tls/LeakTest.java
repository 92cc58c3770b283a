package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.tree.Choice;
import org.junit.jupiter.api.Test;

/** Connections that come and go leave no native memory behind. */
class LeakTest {

  private static final CertificateId ID = new CertificateId(1);
  private static final int ROUND = 10_000;

  /** A leak of each connection would be 200 MB, one of each load 25 MB. */
  private static final long ROOM_FOR_THE_JVM = 12_000_000;

  private final TestPairs pair = TestPairs.ec("any");
  private final byte[] hello = HelloBytes.tls12().record();

  @Test
  void handshakesLoadsEvictionsAndFailuresLeaveNothingBehind() {
    MaterialSource source = id -> pair.material();
    try (KeyMaterialCache cache = new KeyMaterialCache(source, 10);
        SelectingSslContext context =
            new SelectingSslContext(
                TlsPolicy.https("test"),
                asked -> new Choice.OfDefault(ID),
                cache,
                (id, reason) -> {})) {
      connect(context, cache);
      long settled = NativeMemory.atRest();
      connect(context, cache);

      assertThat(NativeMemory.atRest() - settled).isLessThan(ROOM_FOR_THE_JVM);
      assertThat(cache.loads()).isEqualTo(2 * ROUND);
      assertThat(context.counts().failed()).isEqualTo(2 * ROUND);
    }
  }

  /** Each is answered, and ends while it shows a certificate that was evicted. */
  private void connect(SelectingSslContext context, KeyMaterialCache cache) {
    for (int i = 0; i < ROUND; i++) {
      EmbeddedChannel channel = new EmbeddedChannel(context.newHandler(ByteBufAllocator.DEFAULT));
      channel.writeInbound(Unpooled.wrappedBuffer(hello));
      ByteBuf answer = channel.readOutbound();
      while (answer == null) {
        Thread.onSpinWait();
        channel.runPendingTasks();
        answer = channel.readOutbound();
      }
      assertThat(answer.getByte(0)).as("a handshake record").isEqualTo((byte) 22);
      answer.release();
      cache.invalidate(ID);
      channel.finishAndReleaseAll();
    }
  }
}
