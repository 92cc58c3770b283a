package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

class PeerConditionTest {

  @TempDir private Path bin;
  private Peers peers;

  @BeforeEach
  void installOneOfTwo() throws IOException {
    Files.createFile(
        bin.resolve("here"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    peers =
        new Peers(
            List.of(
                new Peers.Peer("present", "here", "here-package", null),
                new Peers.Peer("absent", "gone", "gone-package", null)),
            bin.toString());
  }

  @Test
  void aTestRunsWhereItsPeersAre() {
    assertThat(PeerCondition.judge(List.of("present"), peers, true).isDisabled()).isFalse();
  }

  @Test
  void aTestIsSkippedWithItsReasonWhereAPeerIsMissing() {
    assertThat(PeerCondition.judge(List.of("present", "absent"), peers, false))
        .satisfies(result -> {
          assertThat(result.isDisabled()).isTrue();
          assertThat(result.getReason())
              .hasValue("Not installed here: absent (package gone-package).");
        });
  }

  @Test
  void inCiAMissingPeerIsAFailure() {
    assertThatThrownBy(() -> PeerCondition.judge(List.of("absent"), peers, true))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("gone-package");
  }

  @Test
  void everyListedPeerHasACommandAndAPackage() {
    assertThat(Peers.ofThisMachine().named("openssl"))
        .isEqualTo(new Peers.Peer("openssl", "openssl", "openssl", null));
    assertThatThrownBy(() -> Peers.ofThisMachine().named("nobody"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
