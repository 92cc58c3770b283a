package io.treeline.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections whose certificate isn't in memory. */
class ColdMaterialTest {

  private final TestServer server =
      TestServer.withMaster(TestPairs.ec("master")).serve("cold.example", 2, TestPairs.ec("cold"));

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.escaped).isEmpty();
  }

  @Test
  void oneLoadServesAllThatWaitForIt() throws Exception {
    server.source.hold();
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(new RawClient(server.port()).send(cold()));
    }
    await().until(() -> server.context.counts().waited() == 20);
    server.source.letGo();

    for (RawClient client : clients) {
      assertThat(client.answer()).isEqualTo("CN=cold");
      client.close();
    }
    assertThat(server.source.loads).hasValue(1);
  }

  @Test
  void otherConnectionsOfTheSameEventLoopGoOn() throws Exception {
    assertThat(RawClient.answer(server.port(), HelloBytes.tls12().record())).isEqualTo("CN=master");
    server.source.hold();
    try (RawClient waiting = new RawClient(server.port()).send(cold())) {
      await().until(() -> server.source.loads.get() == 2);
      assertThat(RawClient.answer(server.port(), HelloBytes.tls12().record()))
          .isEqualTo("CN=master");
      server.source.letGo();
      assertThat(waiting.answer()).isEqualTo("CN=cold");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWaitingConnectionCompletesWithAndWithoutAutoRead(boolean autoRead) throws Exception {
    server.autoRead = autoRead;
    server.source.hold();
    Thread release =
        Thread.ofVirtual()
            .start(() -> {
              await().until(() -> server.source.loads.get() == 1);
              server.source.letGo();
            });

    String printed = OpenSslClient.connect(server.port(), "-servername", "cold.example");

    release.join();
    assertThat(printed).contains("subject=CN = cold").contains("bye");
  }

  @Test
  void aConnectionThatIsClosedMeanwhileLeavesTheMaterialForTheNext() throws Exception {
    server.source.hold();
    RawClient gone = new RawClient(server.port()).send(cold());
    await().until(() -> server.source.loads.get() == 1);
    gone.close();
    await().until(() -> server.context.counts().failed() == 1);
    server.source.letGo();

    assertThat(RawClient.answer(server.port(), cold())).isEqualTo("CN=cold");
    assertThat(server.source.loads).hasValue(1);
  }

  @Test
  void theHandshakeTimeoutGoesOnWhileAConnectionWaits() throws Exception {
    server.handshakeTimeoutMillis = 300;
    server.source.hold();

    assertThat(RawClient.answer(server.port(), cold())).isEqualTo("closed");
    await().until(() -> server.context.counts().failed() == 1);
  }

  @Test
  void aClientThatFloodsWhileItWaitsIsClosed() throws Exception {
    server.source.hold();
    try (RawClient client = new RawClient(server.port()).send(cold())) {
      await().until(() -> server.source.loads.get() == 1);
      String answer;
      try {
        answer = client.send(new byte[1 << 20]).answer();
      } catch (java.net.SocketException e) {
        answer = "closed";
      }
      assertThat(answer).isEqualTo("closed");
    }
  }

  @Test
  void aFailureIsRememberedForAMomentAndThenTriedAgain() throws Exception {
    server.choose("late.example", 3);
    byte[] hello = HelloBytes.tls12().sni("late.example").record();
    for (int i = 0; i < 10; i++) {
      assertThat(RawClient.answer(server.port(), hello)).startsWith("alert");
    }
    assertThat(server.source.loads.get()).isLessThan(10);
    assertThat(server.unusable).hasSize(10);
    server.serve("late.example", 3, TestPairs.ec("late"));

    await().until(() -> RawClient.answer(server.port(), hello).equals("CN=late"));
  }

  private static byte[] cold() {
    return HelloBytes.tls12().sni("cold.example").record();
  }
}
