package io.treeline.acme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.connector.NonceHolder;

/** Each request has a nonce of its own. */
class NoncesTest {

  private final Nonces nonces = new Nonces();

  @Test
  void theNonceOfAnAnswerIsTheNextRequestsOnce() {
    try (NonceHolder first = nonces.hold()) {
      assertThat(first.getNonce()).isNull();
      first.setNonce("one");
    }
    try (NonceHolder second = nonces.hold()) {
      assertThat(second.getNonce()).isEqualTo("one");
      second.setNonce(null);
    }
    try (NonceHolder third = nonces.hold()) {
      assertThat(third.getNonce()).isNull();
    }
  }

  @Test
  void whatIsFetchedWithinARequestIsThatRequests() {
    try (NonceHolder request = nonces.hold()) {
      try (NonceHolder nested = nonces.hold()) {
        nested.setNonce("fresh");
      }
      assertThat(request.getNonce()).isEqualTo("fresh");
    }
  }

  @Test
  void requestsOfOtherThreadsHaveOthers() throws InterruptedException {
    try (NonceHolder mine = nonces.hold()) {
      mine.setNonce("mine");
      Thread other =
          Thread.ofVirtual()
              .start(() -> {
                try (NonceHolder theirs = nonces.hold()) {
                  assertThat(theirs.getNonce()).isNull();
                  theirs.setNonce("theirs");
                }
              });
      other.join();
      assertThat(mine.getNonce()).isEqualTo("mine");
    }
    try (NonceHolder newest = nonces.hold()) {
      assertThat(newest.getNonce()).isEqualTo("mine");
    }
  }
}
