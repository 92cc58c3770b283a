package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.CertificateId;
import org.junit.jupiter.api.Test;

/** Connections that come and go leave no native memory behind. */
class LeakTest {

  private static final int NAMES = 40;
  private static final int ROUND = 1_500;

  /** A connection alone takes twenty kilobytes, a value two. */
  private static final long ROOM_FOR_THE_JVM = 3_000_000;

  @Test
  void handshakesEvictionsAndFailuresLeaveNothingBehind() throws Exception {
    try (TestServer server = new TestServer(TlsPolicy.https("test"), NAMES / 4)) {
      server.source.stored.put(TestServer.MASTER, TestPairs.ec("master"));
      for (int i = 0; i < NAMES; i++) {
        server.serve("n" + i + ".example", 10 + i, TestPairs.ec("n" + i));
      }
      server.choose("gone.example", 1_000);
      connect(server, ROUND);
      long settled = NativeMemory.inUse();
      connect(server, 2 * ROUND);

      assertThat(NativeMemory.inUse() - settled).isLessThan(ROOM_FOR_THE_JVM);
      assertThat(server.materials.loads()).isGreaterThan(3 * NAMES);
      assertThat(server.escaped).isEmpty();
    }
  }

  private static void connect(TestServer server, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      String name = i % 10 == 9 ? "gone" : "n" + i % NAMES;
      String expected = name.equals("gone") ? "alert \\d+" : "CN=" + name;
      byte[] hello = HelloBytes.tls12().sni(name + ".example").record();
      assertThat(RawClient.answer(server.port(), hello)).matches(expected);
      server.materials.invalidate(new CertificateId(10 + i % 7));
    }
  }
}
