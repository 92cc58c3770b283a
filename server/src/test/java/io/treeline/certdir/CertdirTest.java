package io.treeline.certdir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import io.treeline.tls.UnusableMaterialException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertdirTest {

  private static final CertifiedKey FIRST = pair("first.example");
  private static final CertifiedKey SECOND = pair("second.example");

  @TempDir private Path temp;
  private Path directory;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Certdirs certdirs;

  @BeforeEach
  void prepare() {
    directory = temp.resolve("cert");
    certdirs =
        new Certdirs(
            InstantSource.system(),
            new CertdirListener() {
              @Override
              public void usable(Path directory, CertdirPair pair) {
                heard.add("usable " + pair.certificate().names().getFirst());
              }

              @Override
              public void unusable(Path directory, String reason, boolean lastGoodKept) {
                heard.add((lastGoodKept ? "kept: " : "none: ") + reason);
              }
            });
  }

  @AfterEach
  void end() {
    certdirs.close();
  }

  @Test
  void aGoodPairIsInForceAsSoonAsItIsOpened() throws Exception {
    write(directory, FIRST);

    Certdir certdir = certdirs.open(directory);

    CertificateId id = Objects.requireNonNull(certdir.inForce());
    assertThat(id.value()).isNegative();
    assertThat(leaf(certdir)).isEqualTo(FIRST.leaf());
    assertThat(certdirs.load(id).pairs()).hasSize(1);
    assertThat(heard).containsExactly("usable first.example");
  }

  @Test
  void aBadReplacementLeavesTheLastGoodPairAndTheNextGoodOneTakesOver() throws Exception {
    write(directory, FIRST);
    Certdir certdir = certdirs.open(directory);
    CertificateId first = certdir.inForce();

    Files.writeString(directory.resolve("server.crt"), "no certificate");
    await().until(() -> heard.stream().anyMatch(line -> line.startsWith("kept: ")));
    assertThat(certdir.inForce()).isEqualTo(first);

    write(directory, SECOND);
    await().atMost(Duration.ofSeconds(2)).until(() -> leaf(certdir).equals(SECOND.leaf()));
    assertThat(certdir.inForce()).isNotEqualTo(first);
    assertThat(heard.getLast()).isEqualTo("usable second.example");
  }

  @Test
  void theSamePairWrittenBackAfterABadOneKeepsItsIdAndIsReportedUsable() throws Exception {
    write(directory, FIRST);
    Certdir certdir = certdirs.open(directory);
    CertificateId first = certdir.inForce();
    Files.delete(directory.resolve("server.key"));
    await().until(() -> heard.stream().anyMatch(line -> line.startsWith("kept: ")));

    write(directory, FIRST);

    await().until(() -> heard.getLast().equals("usable first.example"));
    assertThat(certdir.inForce()).isEqualTo(first);
  }

  @Test
  void aMissingDirectoryIsReportedAndPickedUpWhenItAppears() throws Exception {
    Path deep = directory.resolve("not/yet/there");

    Certdir certdir = certdirs.open(deep);

    assertThat(certdir.inForce()).isNull();
    assertThat(certdir.pair()).isNull();
    assertThat(heard).singleElement().asString().startsWith("none: ").contains("does not exist");
    write(deep, FIRST);
    await().until(() -> certdir.inForce() != null);
    assertThat(leaf(certdir)).isEqualTo(FIRST.leaf());
  }

  @Test
  void aKeyWithoutItsCertificateYetIsNeverShownAndNotReported() throws Exception {
    write(directory, FIRST);
    Certdir certdir = certdirs.open(directory);
    CertificateId first = certdir.inForce();

    Files.writeString(directory.resolve("server.key"), SECOND.keyPem());
    await()
        .during(Duration.ofMillis(1200))
        .atMost(Duration.ofSeconds(3))
        .until(() -> Objects.equals(certdir.inForce(), first));
    Files.writeString(directory.resolve("server.crt"), SECOND.chainPem());

    await().atMost(Duration.ofSeconds(2)).until(() -> leaf(certdir).equals(SECOND.leaf()));
    assertThat(heard).containsExactly("usable first.example", "usable second.example");
  }

  @Test
  void everyPairThatComesIntoForceBelongsTogetherWhileFilesAreWrittenInPieces() throws Exception {
    write(directory, FIRST);
    Certdir certdir = certdirs.open(directory);

    for (int round = 0; round < 6; round++) {
      CertifiedKey next = round % 2 == 0 ? SECOND : FIRST;
      writeInPieces(directory.resolve("server.key"), next.keyPem());
      writeInPieces(directory.resolve("server.crt"), next.chainPem());
      await().atMost(Duration.ofSeconds(3)).until(() -> leaf(certdir).equals(next.leaf()));
      CertificateId id = Objects.requireNonNull(certdir.inForce());
      assertThat(certdirs.load(id).pairs()).hasSize(1);
    }
    assertThat(heard).allMatch(line -> line.startsWith("usable "));
  }

  @Test
  void aKubernetesStyleExchangeOfTheDataLinkIsFollowed() throws Exception {
    Files.createDirectory(directory);
    write(directory.resolve("..2026_01"), FIRST);
    Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_01"));
    for (String name : List.of("server.key", "server.crt")) {
      Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
    }
    Certdir certdir = certdirs.open(directory);
    assertThat(leaf(certdir)).isEqualTo(FIRST.leaf());

    write(directory.resolve("..2026_02"), SECOND);
    Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2026_02"));
    Files.move(
        directory.resolve("..data_tmp"),
        directory.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);

    await().atMost(Duration.ofSeconds(2)).until(() -> leaf(certdir).equals(SECOND.leaf()));
    assertThat(heard).containsExactly("usable first.example", "usable second.example");
  }

  @Test
  void aLinkToFilesInAnotherDirectoryIsFollowedWhenThoseAreReplacedInPlace() throws Exception {
    Path live = temp.resolve("live");
    write(live, FIRST);
    Files.createDirectory(directory);
    Files.createSymbolicLink(directory.resolve("server.key"), live.resolve("server.key"));
    Files.createSymbolicLink(directory.resolve("server.crt"), live.resolve("server.crt"));
    Certdir certdir = certdirs.open(directory);

    write(live, SECOND);

    await().atMost(Duration.ofSeconds(2)).until(() -> leaf(certdir).equals(SECOND.leaf()));
  }

  @Test
  void aDirectoryThatIsExchangedForAnotherIsFollowedTwice() throws Exception {
    write(directory, FIRST);
    Certdir certdir = certdirs.open(directory);

    exchange(SECOND, "old1");
    await().atMost(Duration.ofSeconds(2)).until(() -> leaf(certdir).equals(SECOND.leaf()));
    exchange(FIRST, "old2");

    await().atMost(Duration.ofSeconds(2)).until(() -> leaf(certdir).equals(FIRST.leaf()));
  }

  @Test
  void aPairThatWasReplacedAMomentAgoStillLoadsAndOneOfLongAgoDoesNot() throws Exception {
    write(directory, FIRST);
    Certdir certdir = certdirs.open(directory);
    CertificateId first = Objects.requireNonNull(certdir.inForce());
    write(directory, SECOND);
    await().until(() -> leaf(certdir).equals(SECOND.leaf()));
    assertThat(certdirs.load(first).pairs()).hasSize(1);

    write(directory, FIRST);
    await().until(() -> leaf(certdir).equals(FIRST.leaf()));

    assertThatThrownBy(() -> certdirs.load(first)).isInstanceOf(UnusableMaterialException.class);
  }

  @Test
  void anExpiredPairIsServed() throws Exception {
    CertifiedKey expired =
        SelfSigned.create(
            DomainName.parse("old.example"),
            Duration.ofDays(1),
            KeyType.EC256,
            Instant.now().minus(Duration.ofDays(400)));
    write(directory, expired);

    assertThat(leaf(certdirs.open(directory))).isEqualTo(expired.leaf());
  }

  @Test
  void twoRolesShareTheCertdirOfOneDirectory() throws Exception {
    write(directory, FIRST);
    Certdir ws = certdirs.open(directory);
    Certdir sg = certdirs.open(directory.resolve("../cert"));

    certdirs.close(ws);
    write(directory, SECOND);

    assertThat(sg).isSameAs(ws);
    await().until(() -> leaf(sg).equals(SECOND.leaf()));
  }

  private void exchange(CertifiedKey pair, String aside) throws IOException {
    Path fresh = temp.resolve("fresh");
    write(fresh, pair);
    Files.move(directory, temp.resolve(aside));
    Files.move(fresh, directory);
  }

  private static Object leaf(Certdir certdir) {
    CertdirPair pair = certdir.pair();
    return pair == null ? "none" : pair.certificate().leaf();
  }

  private static void write(Path directory, CertifiedKey pair) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("server.key"), pair.keyPem());
    Files.writeString(directory.resolve("server.crt"), pair.chainPem());
  }

  private static void writeInPieces(Path file, String text) throws IOException {
    Files.writeString(file, "");
    for (int i = 0; i < text.length(); i += 100) {
      String piece = text.substring(i, Math.min(i + 100, text.length()));
      Files.writeString(file, piece, StandardOpenOption.APPEND);
    }
  }

  private static CertifiedKey pair(String name) {
    return SelfSigned.create(
        DomainName.parse(name), Duration.ofDays(30), KeyType.EC256, Instant.now());
  }
}
