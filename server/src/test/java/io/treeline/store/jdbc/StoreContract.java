package io.treeline.store.jdbc;

import static io.treeline.store.jdbc.Values.NOW;
import static io.treeline.store.jdbc.Values.certificate;
import static io.treeline.store.jdbc.Values.dual;
import static io.treeline.store.jdbc.Values.expiring;
import static io.treeline.store.jdbc.Values.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.KeyFamily;
import io.treeline.core.cert.PairParts;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.challenge.Challenges;
import io.treeline.core.name.DomainName;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.AcmeEventRow;
import io.treeline.store.AuditLine;
import io.treeline.store.AuditVerdict;
import io.treeline.store.CertificateRow;
import io.treeline.store.DomainRow;
import io.treeline.store.ExpiryRow;
import io.treeline.store.HeldKey;
import io.treeline.store.Material;
import io.treeline.store.NewAcmeEvent;
import io.treeline.store.NewCertificate;
import io.treeline.store.NewLocalAuthority;
import io.treeline.store.NewPair;
import io.treeline.store.SpentRow;
import io.treeline.store.StateEntryRow;
import io.treeline.store.Store;
import io.treeline.store.StoreException;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import io.treeline.store.TicketKeyRow;
import io.treeline.store.TokenRow;
import io.treeline.store.UnusableValueException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract promises, to be kept by either database. */
abstract class StoreContract implements AcmeRowsContract {

  private Store store;
  private long master;

  /** The store under test, empty. */
  @Override
  public abstract Store store();

  /** Runs SQL behind the store's back. */
  @Override
  public abstract void behindItsBack(String sql);

  @BeforeEach
  void makeMaster() {
    store = store();
    master = store.write(w -> w.insertDomain(name("platform.local"), 0));
  }

  @Test
  void aLocalAuthorityIsKeptAndTheKeyOfTheOneBeforeIsDropped() {
    NewLocalAuthority first = authority("first", NOW);
    NewLocalAuthority second = authority("second", NOW.plusSeconds(60));
    store.change(w -> w.putLocalAuthority(first));
    assertThat(store.<byte[]>read(r -> r.localAuthorityKey(first.rootSha256())))
        .isEqualTo(first.pkcs8());
    store.change(w -> w.putLocalAuthority(second));
    assertThat(store.<byte[]>read(r -> r.localAuthorityKey(first.rootSha256()))).isNull();
    assertThat(store.read(StoreRead::localAuthorities))
        .satisfiesExactly(
            now -> {
              assertThat(now.rootDer()).isEqualTo(second.rootDer());
              assertThat(now.until()).isNull();
            },
            before -> {
              assertThat(before.rootSha256()).isEqualTo(first.rootSha256());
              assertThat(before.until()).isEqualTo(second.from());
            });
  }

  @Test
  void aLocalAuthoritysKeyOpensInItsOwnRowOnly() {
    NewLocalAuthority first = authority("first", NOW);
    NewLocalAuthority second = authority("second", NOW.plusSeconds(60));
    store.change(w -> w.putLocalAuthority(first));
    behindItsBack("CREATE TABLE kept AS SELECT sealed_key FROM local_authority");
    store.change(w -> w.putLocalAuthority(second));
    behindItsBack("UPDATE local_authority SET sealed_key = (SELECT sealed_key FROM kept)");
    behindItsBack("DROP TABLE kept");
    assertThat(store.<byte[]>read(r -> r.localAuthorityKey(second.rootSha256()))).isNull();
    assertThat(store.<byte[]>read(r -> r.localAuthorityKey(first.rootSha256())))
        .isEqualTo(first.pkcs8());
  }

  @Test
  void whatTheLocalAuthorityIssuedIsDueInItsLastThird() {
    long domain = store.write(w -> w.insertDomain(name("a.local"), master));
    NewCertificate uploaded = expiring(1, NOW.plus(Duration.ofDays(90)));
    NewCertificate local =
        new NewCertificate("", uploaded.pairs(), "local-ca", uploaded.from(), "test");
    CertificateId id = store.write(w -> w.putCertificate(domain, local));
    store.change(w -> w.putCertificate(master, expiring(2, NOW.plus(Duration.ofDays(90)))));
    assertThat(due(NOW.plus(Duration.ofDays(60)))).isEmpty();
    assertThat(due(NOW.plus(Duration.ofDays(60)).plusMillis(1)))
        .extracting(ExpiryRow::certificate)
        .containsExactly(id);
    store.change(w -> w.clearCertificate(domain));
    assertThat(due(NOW.plus(Duration.ofDays(61)))).isEmpty();
  }

  private List<ExpiryRow> due(Instant now) {
    List<ExpiryRow> rows = new ArrayList<>();
    store.<Boolean>read(r -> {
      r.locallyIssuedDue(now, 10, rows::add);
      return true;
    });
    return rows;
  }

  private static NewLocalAuthority authority(String seed, Instant from) {
    byte[] root = ("root " + seed).getBytes(StandardCharsets.US_ASCII);
    byte[] key = ("PRIVATE " + seed).getBytes(StandardCharsets.US_ASCII);
    return new NewLocalAuthority(root, key, Fingerprint.of(root), from);
  }

  @Test
  void aDomainIsFoundByItsNameAndByItsId() {
    long id = add("a.example.com", master);
    DomainRow row = read("a.example.com");
    assertThat(row).isEqualTo(new DomainRow(id, name("a.example.com"), master, null, 2));
    assertThat(store.<DomainRow>read(r -> r.domain(id))).isEqualTo(row);
    assertThat(store.<DomainRow>read(r -> r.domain(name("b.example.com")))).isNull();
    assertThat(store.<DomainRow>read(r -> r.master()).isMaster()).isTrue();
  }

  @Test
  void everyWriteThatChangesSomethingGetsTheNextNumberAndOthersGetNone() {
    List<Long> told = new ArrayList<>();
    store.onCommit(told::add);
    add("a.test", master);
    store.write(StoreWrite::change);
    store.write(w -> w.removeToken("none"));
    add("b.test", master);
    assertThat(told).containsExactly(2L, 3L);
    assertThat(store.<Long>read(r -> r.lastChange())).isEqualTo(3);
  }

  @Test
  void manyWritersGetNumbersWithoutGapsInTheOrderOfTheirCommits() throws Exception {
    List<Long> told = new ArrayList<>();
    store.onCommit(number -> {
      synchronized (told) {
        told.add(number);
      }
    });
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String name = "d" + i + ".test";
        writes.add(writers.submit(() -> add(name, master)));
      }
      for (Future<?> write : writes) {
        write.get();
      }
    }
    assertThat(told).hasSize(20).doesNotHaveDuplicates().contains(2L, 21L);
    List<Long> versions = new ArrayList<>();
    store.read(r -> {
      r.changedSince(
          1, (id, name, parent, certificate, version, settings) -> versions.add(version));
      return null;
    });
    assertThat(versions).as("ids ascend with change numbers").isSorted().hasSize(20);
  }

  @Test
  void aWriteThatThrowsChangesNothingAndUsesNoNumber() {
    IllegalStateException thrown = new IllegalStateException("on purpose");
    assertThatThrownBy(() ->
            store.write(w -> {
              w.insertDomain(name("gone.test"), master);
              w.audit(new AuditLine("me", "domain.add", "gone.test", ""));
              throw thrown;
            }))
        .isSameAs(thrown);
    assertThat(store.<DomainRow>read(r -> r.domain(name("gone.test")))).isNull();
    assertThat(store.<Long>read(r -> r.lastChange())).isEqualTo(1);
    assertThat(store.<List<?>>read(r -> r.auditLines(1, 10))).isEmpty();
  }

  @Test
  void aReaderKeepsItsSnapshotWhileAWriteGoesOn() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Long>> counts =
          readers.submit(() ->
              store.read(r -> {
                long before = r.childCount(master);
                read.countDown();
                await(written);
                return List.of(before, r.childCount(master));
              }));
      read.await();
      add("late.test", master);
      written.countDown();
      assertThat(counts.get()).containsExactly(0L, 0L);
    }
    assertThat(store.<Long>read(r -> r.childCount(master))).isEqualTo(1);
    assertThat(store.<Long>read(r -> r.domainCount())).isEqualTo(2);
  }

  @Test
  void aWriteSeesItsOwnChanges() {
    store.write(w -> {
      long id = w.insertDomain(name("a.test"), master);
      assertThat(w.domain(name("a.test"))).isNotNull();
      CertificateId given = w.putCertificate(id, certificate(1));
      assertThat(Objects.requireNonNull(w.domain(id)).certificate()).isEqualTo(given);
      CertificateId next = w.putCertificate(id, certificate(2));
      assertThat(w.history(id)).extracting(CertificateRow::id).containsExactly(next, given);
      return null;
    });
  }

  @Test
  void aNameTwiceIsRefused() {
    add("a.test", master);
    assertThatThrownBy(() -> add("a.test", master)).isInstanceOf(StoreException.Conflict.class);
    assertThatThrownBy(() -> store.write(w -> w.insertDomain(name("second.master"), 0)))
        .isInstanceOf(StoreException.Conflict.class);
    assertThatThrownBy(() -> add("b.test", 4711)).isInstanceOf(StoreException.Conflict.class);
    assertThat(store.<Long>read(r -> r.lastChange())).isEqualTo(2);
  }

  @Test
  void aRenamedAndMovedDomainKeepsItsIdAndItsCertificate() {
    long tenant = add("t.test", master);
    long id = add("a.test", master);
    CertificateId given = store.write(w -> w.putCertificate(id, certificate(1)));
    store.write(w -> {
      w.rename(id, name("b.t.test"));
      w.move(id, tenant);
      return null;
    });
    assertThat(read("b.t.test")).isEqualTo(new DomainRow(id, name("b.t.test"), tenant, given, 5));
    assertThat(material(given).pairs().getFirst().pkcs8()).isEqualTo(Values.key(1));
    assertThatThrownBy(() -> store.write(w -> act(() -> w.rename(99, name("x.test")))))
        .isInstanceOf(StoreException.Conflict.class);
  }

  @Test
  void aRemovedDomainLeavesATombstoneAndNothingElse() {
    long id = add("a.test", master);
    CertificateId given = store.write(w -> w.putCertificate(id, certificate(1)));
    store.write(w -> {
      w.set(id, "hsts_max_age", "300");
      w.addToken(new TokenRow("t1", Fingerprint.of(new byte[1]), id, "admin", NOW, null));
      return null;
    });
    store.write(w -> act(() -> w.remove(id)));
    assertThat(removedSince(4)).containsExactly(id);
    assertThat(removedSince(5)).isEmpty();
    assertThat(store.<CertificateRow>read(r -> r.certificate(given))).isNull();
    assertThat(store.<List<?>>read(r -> r.tokens())).isEmpty();
    assertThat(add("a.test", master)).as("a new domain gets a new id").isGreaterThan(id);
  }

  @Test
  void aDomainWithChildrenIsRemovedWithItsSubtreeOnly() {
    long top = add("t.test", master);
    long below = add("a.t.test", top);
    long deep = add("b.a.t.test", below);
    add("other.test", master);
    assertThatThrownBy(() -> store.write(w -> act(() -> w.remove(top))))
        .isInstanceOf(StoreException.Conflict.class);
    List<Long> seen = new ArrayList<>();
    store.read(r -> act(() -> r.subtree(top, (id, name) -> seen.add(id))));
    assertThat(seen).containsExactly(top, below, deep);
    assertThat(store.<Long>write(w -> w.removeSubtree(top))).isEqualTo(3);
    assertThat(removedSince(0)).containsExactly(top, below, deep);
    assertThat(store.<Long>read(r -> r.childCount(master))).isEqualTo(1);
  }

  @Test
  void childrenComePageByPageInTheOrderOfTheirOctets() {
    for (String name : List.of("b.test", "a.test", "_c.test", "a-b.test", "1.test")) {
      add(name, master);
    }
    List<DomainRow> first = store.read(r -> r.children(master, null, 3));
    assertThat(first)
        .extracting(d -> d.name().text())
        .containsExactly("1.test", "_c.test", "a-b.test");
    DomainName last = first.getLast().name();
    List<DomainRow> rest = store.read(r -> r.children(master, last, 3));
    assertThat(rest).extracting(d -> d.name().text()).containsExactly("a.test", "b.test");
  }

  @Test
  void whatChangedSinceANumberComesWithItsSettings() {
    long a = add("a.test", master);
    long b = add("b.test", master);
    store.write(w -> {
      w.set(a, "acme_enabled", "true");
      w.set(a, "hsts_max_age", "300");
      w.set(a, "hsts_max_age", "600");
      return null;
    });
    CertificateId given = store.write(w -> w.putCertificate(b, certificate(1)));
    assertThat(changedSince(0))
        .containsExactly(
            master + " platform.local 0 0 1 {}",
            a + " a.test " + master + " 0 4 {acme_enabled=true, hsts_max_age=600}",
            b + " b.test " + master + " " + given.value() + " 5 {}");
    assertThat(changedSince(4)).hasSize(1);
    store.write(w -> act(() -> w.set(a, "hsts_max_age", null)));
    assertThat(store.<Map<String, String>>read(r -> r.settings(a)))
        .isEqualTo(Map.of("acme_enabled", "true"));
    assertThat(changedSince(5))
        .containsExactly(a + " a.test " + master + " 0 6 {acme_enabled=true}");
  }

  @Test
  void anIdenticalCertificateKeepsItsIdAndIsNoChange() {
    long id = add("a.test", master);
    CertificateId first = store.write(w -> w.putCertificate(id, dual(1)));
    assertThat(store.<CertificateId>write(w -> w.putCertificate(id, dual(1)))).isEqualTo(first);
    assertThat(store.<Long>read(r -> r.lastChange())).isEqualTo(3);
    NewCertificate otherHeader =
        new NewCertificate("date=2026-11-25", dual(1).pairs(), "uploaded", NOW, "test");
    assertThat(store.<CertificateId>write(w -> w.putCertificate(id, otherHeader)))
        .isNotEqualTo(first);
  }

  @Test
  void aDualCertificateComesBackWholeAndInItsOrder() {
    long id = add("a.test", master);
    NewCertificate given = dual(1);
    CertificateId stored = store.write(w -> w.putCertificate(id, given));
    Material material = material(stored);
    assertThat(material.pairs()).hasSize(2);
    CertificateRow row = certificateRow(stored);
    assertThat(row.header()).isEqualTo("date=2026-11-24");
    assertThat(row.domainId()).isEqualTo(id);
    for (int i = 0; i < 2; i++) {
      assertThat(material.pairs().get(i).family()).isEqualTo(given.pairs().get(i).family());
      assertThat(material.pairs().get(i).pkcs8()).isEqualTo(given.pairs().get(i).pkcs8());
      assertThat(material.pairs().get(i).chainDer())
          .usingRecursiveComparison()
          .isEqualTo(given.pairs().get(i).chainDer());
      assertThat(row.pairs().get(i))
          .usingRecursiveComparison()
          .ignoringFields("hasKey")
          .isEqualTo(given.pairs().get(i));
      assertThat(row.pairs().get(i).hasKey()).isTrue();
    }
  }

  @Test
  void earlierCertificatesBecomeHistoryAndLoseTheirKeysAfterAWhile() {
    long id = add("a.test", master);
    CertificateId first = store.write(w -> w.putCertificate(id, certificate(1)));
    CertificateId second = store.write(w -> w.putCertificate(id, certificate(2)));
    List<CertificateRow> history = store.read(r -> r.history(id));
    assertThat(history).extracting(CertificateRow::id).containsExactly(second, first);
    assertThat(history).extracting(CertificateRow::until).containsExactly(null, NOW);
    assertThat(store.<Long>write(w -> w.forgetKeys(NOW))).isZero();
    assertThat(store.<Long>write(w -> w.forgetKeys(NOW.plusSeconds(1)))).isEqualTo(1);
    assertThatThrownBy(() -> material(first))
        .isInstanceOf(UnusableValueException.class)
        .hasMessageContaining("not held any more");
    assertThat(certificateRow(first).pairs().getFirst().hasKey()).isFalse();
    assertThat(material(second).pairs()).hasSize(1);
  }

  @Test
  void aClearedCertificateIsHistoryAndTheDomainHasNone() {
    long id = add("a.test", master);
    CertificateId given = store.write(w -> w.putCertificate(id, certificate(1)));
    store.write(w -> act(() -> w.clearCertificate(id)));
    assertThat(read("a.test").certificate()).isNull();
    assertThat(certificateRow(given).until()).isNotNull();
    store.write(w -> act(() -> w.clearCertificate(id)));
    assertThat(store.<Long>read(r -> r.lastChange())).as("nothing to clear").isEqualTo(4);
  }

  @Test
  void theDefaultCertificateBelongsToNoDomain() {
    assertThat(store.<CertificateRow>read(r -> r.defaultCertificate())).isNull();
    CertificateId first = store.write(w -> w.putDefaultCertificate(certificate(1)));
    CertificateId second = store.write(w -> w.putDefaultCertificate(certificate(2)));
    CertificateRow row =
        Objects.requireNonNull(store.<CertificateRow>read(r -> r.defaultCertificate()));
    assertThat(row.id()).isEqualTo(second);
    assertThat(row.domainId()).isZero();
    assertThat(material(second).pairs().getFirst().pkcs8()).isEqualTo(Values.key(2));
    assertThat(store.<List<CertificateRow>>read(r -> r.history(0)))
        .extracting(CertificateRow::id)
        .containsExactly(second, first);
  }

  @Test
  void certificatesInUseThatExpireAreListedSoonestFirst() {
    long a = add("a.test", master);
    long b = add("b.test", master);
    Instant soon = NOW.plus(Duration.ofDays(3));
    store.write(w -> w.putCertificate(a, expiring(1, NOW.minusSeconds(9))));
    store.write(w -> w.putCertificate(a, expiring(2, soon.plusSeconds(1))));
    store.write(w -> w.putCertificate(b, expiring(3, soon)));
    store.write(w -> w.putDefaultCertificate(expiring(4, NOW.plus(Duration.ofDays(800)))));
    List<ExpiryRow> expiring = new ArrayList<>();
    store.read(r -> act(() -> r.expiringBefore(NOW.plus(Duration.ofDays(14)), expiring::add)));
    assertThat(expiring).extracting(ExpiryRow::domainId).containsExactly(b, a);
    assertThat(expiring.getFirst().notAfter()).isEqualTo(soon);
    assertThat(expiring.getFirst().leafSha256()).isEqualTo(Values.pair("EC", 3).leafSha256());
    assertThat(expiring.getFirst().window()).isNull();
  }

  @Test
  void ofADualCertificateTheSpanOfBothCountsWithTheWindowOfItsAuthority() {
    long domain = add("a.test", master);
    Instant end = NOW.plus(Duration.ofDays(60));
    NewPair first = expiring(1, end.plusSeconds(60)).pairs().getFirst();
    NewPair second = expiring(2, end).pairs().getFirst();
    NewCertificate dual = new NewCertificate("", List.of(first, second), "acme", NOW, "test");
    CertificateId id = store.write(w -> w.putCertificate(domain, dual));
    var window = new AcmeDomainRow.Window(NOW, NOW.plusSeconds(9), "https://ca.example/why");
    AcmeDomainRow row = AcmeDomainRow.of(domain, "valid", null).told(window, null);
    store.change(w -> w.putAcmeDomain(row.judgedBy("a.test", id)));
    List<ExpiryRow> found = new ArrayList<>();
    store.read(r -> act(() -> r.nearExpiry(end.plusSeconds(1), NOW.plusSeconds(1), found::add)));
    assertThat(found)
        .containsExactly(
            new ExpiryRow(id, domain, "acme", first.leafSha256(), first.notBefore(), end, window));

    found.clear();
    store.change(w -> w.putAcmeDomain(row.judgedBy("a.test", null)));
    store.read(r -> act(() -> r.nearExpiry(end.plusSeconds(1), NOW.plusSeconds(1), found::add)));
    assertThat(found).as("a window of another certificate").isEmpty();
  }

  @Test
  void aKeyIsFoundByTheFingerprintOfItsPublicKey() {
    long id = add("a.test", master);
    store.write(w -> w.putCertificate(id, certificate(1)));
    HeldKey held = store.read(r -> r.heldKey(Fingerprint.of(Values.key(1)), any -> true));
    assertThat(held).isNotNull();
    assertThat(held.domainId()).isEqualTo(id);
    assertThat(held.pkcs8()).isEqualTo(Values.key(1));
    assertThat(held.toString()).doesNotContain("PRIVATE");
    assertThat(store.<HeldKey>read(r -> r.heldKey(Fingerprint.of(Values.key(2)), any -> true)))
        .isNull();
  }

  @Test
  void ofSeveralHoldersOfAKeyTheNewestIsFoundWhoseKeyMayBeUsed() {
    long a = add("a.test", master);
    long b = add("b.test", master);
    store.write(w -> w.putCertificate(a, certificate(1)));
    store.write(w -> w.putCertificate(b, certificate(1)));
    Fingerprint print = Fingerprint.of(Values.key(1));
    assertThat(store.<HeldKey>read(r -> r.heldKey(print, any -> true)).domainId()).isEqualTo(b);
    assertThat(store.<HeldKey>read(r -> r.heldKey(print, id -> id == a)).domainId()).isEqualTo(a);
    assertThat(store.<HeldKey>read(r -> r.heldKey(print, id -> false))).isNull();
  }

  @Test
  void whatIsServedAlikeEndsWhereADomainHasACertificateOfItsOwn() {
    long a = add("a.test", master);
    long own = add("own.a.test", a);
    long below = add("x.own.a.test", own);
    long without = add("b.a.test", a);
    long deep = add("c.b.a.test", without);
    store.write(w -> w.putCertificate(a, certificate(1)));
    store.write(w -> w.putCertificate(own, certificate(2)));
    List<Long> seen = new ArrayList<>();
    store.read(r -> act(() -> r.servedAlike(a, (id, name) -> seen.add(id))));
    assertThat(seen).containsExactly(a, without, deep);
    seen.clear();
    store.read(r -> act(() -> r.servedAlike(own, (id, name) -> seen.add(id))));
    assertThat(seen).containsExactly(own, below);
  }

  @Test
  void whatWasSpentIsReplacedBySubjectAndForgottenOnceItIsPast() {
    SpentRow first = new SpentRow("acme.test", "account-orders", "email:a@a.test", Values.NOW);
    SpentRow later =
        new SpentRow(
            "acme.test", "account-orders", "email:a@a.test", Values.NOW.plusMillis(36_001));
    SpentRow other = new SpentRow("acme.test", "name-set", "a.test", Values.NOW.plusMillis(1));
    store().change(w -> w.putSpent(first));
    store()
        .change(w -> {
          w.putSpent(other);
          w.putSpent(later);
        });
    assertThat(spent()).containsExactly(later, other);
    assertThat(store().<Long>write(w -> w.forgetSpent(Values.NOW.plusMillis(2)))).isEqualTo(1);
    assertThat(spent()).containsExactly(later);
  }

  private List<SpentRow> spent() {
    return store().read(r -> r.spent());
  }

  @Test
  void aSubjectTwiceInOneTransactionIsAtItsLastState() {
    store()
        .change(w -> {
          for (int i = 0; i < 1_500; i++) {
            w.putSpent(new SpentRow("acme.test", "name-set", "a.test", Values.NOW.plusMillis(i)));
          }
        });
    assertThat(spent())
        .containsExactly(
            new SpentRow("acme.test", "name-set", "a.test", Values.NOW.plusMillis(1_499)));
  }

  @Test
  void historyKnowsWhoPutACertificate() {
    long a = add("a.test", master);
    store.write(w -> w.putCertificate(a, certificate(1)));
    assertThat(store.<List<CertificateRow>>read(r -> r.history(a)).getFirst().by())
        .isEqualTo("test");
  }

  @Test
  void aSealedKeyThatIsCopiedToAnotherDomainCannotBeOpened() {
    long a = add("a.test", master);
    long b = add("b.test", master);
    CertificateId ofA = store.write(w -> w.putCertificate(a, certificate(1)));
    CertificateId ofB = store.write(w -> w.putCertificate(b, certificate(2)));
    behindItsBack(
        "UPDATE certificate_pair SET"
            + " sealed_key = (SELECT sealed_key FROM certificate_pair WHERE certificate_id = "
            + ofA.value()
            + "), key_sha256 = (SELECT key_sha256 FROM certificate_pair WHERE certificate_id = "
            + ofA.value()
            + ") WHERE certificate_id = "
            + ofB.value());
    assertThatThrownBy(() -> material(ofB))
        .isInstanceOf(UnusableValueException.class)
        .hasMessageContaining("can't be unsealed for this domain");
    assertThat(material(ofA).pairs()).hasSize(1);
  }

  @Test
  void aDamagedLeafIsUnusableAndAnUnknownCertificateToo() {
    long a = add("a.test", master);
    long b = add("b.test", master);
    CertificateId ofA = store.write(w -> w.putCertificate(a, certificate(1)));
    CertificateId ofB = store.write(w -> w.putCertificate(b, certificate(2)));
    behindItsBack(
        "UPDATE certificate_pair SET leaf = (SELECT leaf FROM certificate_pair WHERE certificate_id = "
            + ofB.value()
            + ") WHERE certificate_id = "
            + ofA.value());
    assertThatThrownBy(() -> material(ofA))
        .isInstanceOf(UnusableValueException.class)
        .hasMessageContaining("its leaf is not the one");
    assertThatThrownBy(() -> material(new CertificateId(999)))
        .isInstanceOf(UnusableValueException.class);
  }

  @Test
  void aChangedAuditLineIsFoundAndSoIsAMissingOne() {
    for (int i = 1; i <= 3; i++) {
      AuditLine line = new AuditLine("admin", "domain.add", "d" + i + ".test", "");
      store.write(w -> act(() -> w.audit(line)));
    }
    assertThat(verdict()).isEqualTo(new AuditVerdict.Intact(3));
    behindItsBack("UPDATE audit SET actor = 'nobody' WHERE number = 2");
    assertThat(verdict())
        .isEqualTo(new AuditVerdict.Broken(2, "Line 2 was changed after it was written."));
    behindItsBack("UPDATE audit SET actor = 'admin' WHERE number = 2");
    assertThat(verdict()).isEqualTo(new AuditVerdict.Intact(3));
    behindItsBack("DELETE FROM audit WHERE number = 3");
    assertThat(verdict())
        .isEqualTo(new AuditVerdict.Broken(3, "3 lines were written and 2 are there."));
  }

  @Test
  void auditLinesStandBesideTheChangeTheyTellOf() {
    store.write(w -> {
      w.insertDomain(name("a.test"), master);
      w.audit(new AuditLine("admin", "domain.add", "a.test", "parent=platform.local"));
      return null;
    });
    assertThat(store.<List<io.treeline.store.AuditRow>>read(r -> r.auditLines(1, 10)))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.change()).isEqualTo(2);
          assertThat(row.at()).isEqualTo(NOW);
          assertThat(row.line().detail()).isEqualTo("parent=platform.local");
        });
  }

  @Test
  void ticketKeysAreKeptSealedByContext() {
    TicketKeyRow older = new TicketKeyRow("ws", Values.key(1), NOW, NOW.plusSeconds(60));
    TicketKeyRow newer =
        new TicketKeyRow("ws", Values.key(2), NOW.plusSeconds(9), NOW.plusSeconds(90));
    TicketKeyRow other = new TicketKeyRow("sg", Values.key(3), NOW.minusSeconds(9), NOW);
    store.write(w -> act(() -> w.putTicketKeys("ws", List.of(older))));
    store.write(w -> act(() -> w.putTicketKeys("sg", List.of(other))));
    store.write(w -> act(() -> w.putTicketKeys("ws", List.of(newer, older))));
    assertThat(store.<List<TicketKeyRow>>read(r -> r.ticketKeys()))
        .usingRecursiveComparison()
        .isEqualTo(List.of(newer, older, other));
    assertThat(newer.toString()).doesNotContain("PRIVATE");
  }

  @Test
  void answersToChallengesAreKeptUntilTheyAreTakenDown() {
    ChallengeAnswer http = new ChallengeAnswer.Http01(name("a.test"), "token", "token.thumb");
    ChallengeAnswer base = new ChallengeAnswer.Dns01(name("a.test"), "of the name");
    ChallengeAnswer wildcard = new ChallengeAnswer.Dns01(name("a.test"), "of its wildcard");
    ChallengeAnswer.TlsAlpn01 tls = tlsAnswer("a.test", 1);
    Challenges before = store.read(r -> r.challenges(Challenges.NONE));
    assertThat(before).isSameAs(Challenges.NONE);
    store.change(w -> List.of(http, base, wildcard, tls).forEach(a -> w.putChallenge(a, NOW)));
    Challenges up = store.read(r -> r.challenges(Challenges.NONE));
    assertThat(up.http01("token")).isEqualTo("token.thumb");
    assertThat(up.http01("other")).isNull();
    assertThat(up.dns01(name("a.test")))
        .containsExactlyInAnyOrder("of the name", "of its wildcard");
    assertThat(up.tlsAlpn01(name("a.test"))).isEqualTo(tls.id());
    assertThat(tls.id().isOfChallenge()).isTrue();
    assertThat(store.<PairParts>read(r -> r.challengePair(tls.id())))
        .usingRecursiveComparison()
        .isEqualTo(tls.pair());
    assertThat(up.toString()).doesNotContain("thumb");

    store.change(w -> List.of(base, tls).forEach(w::removeChallenge));
    Challenges down = store.read(r -> r.challenges(up));
    assertThat(down.dns01(name("a.test"))).containsExactly("of its wildcard");
    assertThat(down.tlsAlpn01(name("a.test"))).isNull();
    assertThat(store.<PairParts>read(r -> r.challengePair(tls.id()))).isNull();
  }

  @Test
  void ofSeveralCertificatesForOneChallengedNameTheLastCountsAndTheOneBeforeComesBack() {
    ChallengeAnswer.TlsAlpn01 first = tlsAnswer("a.test", 1);
    ChallengeAnswer.TlsAlpn01 second = tlsAnswer("a.test", 2);
    store.change(w -> w.putChallenge(first, NOW));
    store.change(w -> w.putChallenge(second, NOW));
    Challenges both = store.read(r -> r.challenges(Challenges.NONE));
    assertThat(both.tlsAlpn01(name("a.test"))).isEqualTo(second.id());
    store.change(w -> w.removeChallenge(second));
    Challenges one = store.read(r -> r.challenges(both));
    assertThat(one.tlsAlpn01(name("a.test"))).isEqualTo(first.id());
  }

  @Test
  void answersThatNothingChangedAreTheSameAndThoseThatExpiredGo() {
    ChallengeAnswer old = new ChallengeAnswer.Http01(name("a.test"), "old", "old.thumb");
    ChallengeAnswer young = new ChallengeAnswer.Http01(name("a.test"), "young", "young.thumb");
    ChallengeAnswer.Dns01 record = new ChallengeAnswer.Dns01(name("a.test"), "value");
    store.change(w -> w.putChallenge(old, NOW.minusMillis(1)));
    store.change(w -> w.putChallenge(record, NOW.minusMillis(1)));
    store.change(w -> w.putChallenge(young, NOW));
    Challenges up = store.read(r -> r.challenges(Challenges.NONE));
    add("b.test", master);
    assertThat(store.<Challenges>read(r -> r.challenges(up))).isSameAs(up);
    assertThat(store.<Long>write(w -> w.removeExpiredChallenges(NOW))).isEqualTo(1);
    assertThat(store.<Long>write(w -> w.removeExpiredChallenges(NOW))).isZero();
    Challenges left = store.read(r -> r.challenges(up));
    assertThat(left.http01("old")).isNull();
    assertThat(left.http01("young")).isEqualTo("young.thumb");
    assertThat(left.dns01(name("a.test"))).containsExactly("value");
    assertThat(store.<List<ChallengeAnswer.Dns01>>read(r -> r.expiredRecords(NOW)))
        .containsExactly(record);
    assertThat(store.<List<ChallengeAnswer.Dns01>>read(r -> r.expiredRecords(NOW.minusMillis(1))))
        .isEmpty();
  }

  @Test
  void anAnswerThatIsCopiedToAnotherNameIsWorthNothing() {
    store.change(w -> w.putChallenge(tlsAnswer("a.test", 1), NOW));
    ChallengeAnswer.TlsAlpn01 other = tlsAnswer("b.test", 2);
    store.change(w -> w.putChallenge(other, NOW));
    behindItsBack(
        "UPDATE challenge SET sealed_answer = (SELECT sealed_answer FROM challenge c"
            + " WHERE c.name = 'a.test') WHERE name = 'b.test'");
    assertThat(store.<PairParts>read(r -> r.challengePair(other.id()))).isNull();
  }

  private static ChallengeAnswer.TlsAlpn01 tlsAnswer(String name, long seed) {
    NewPair pair = Values.pair("EC", seed);
    byte[] key = Values.pair("EC", seed + 9).chainDer().getFirst();
    return new ChallengeAnswer.TlsAlpn01(
        name(name), new PairParts(KeyFamily.ECDSA, pair.chainDer(), key));
  }

  @Test
  void stateEntriesOpenChangeAndClose() {
    StateEntryRow entry =
        new StateEntryRow(
            "e1", "expiry", "warning", "soon", "renew", NOW, null, "srv1", null, "a.test");
    StateEntryRow worse =
        new StateEntryRow(
            "e1", "expiry", "error", "over", "renew", NOW, null, "srv1", null, "a.test");
    store.write(w -> act(() -> w.putStateEntry(entry)));
    store.write(w -> act(() -> w.putStateEntry(worse)));
    assertThat(store.<List<StateEntryRow>>read(r -> r.stateEntries())).containsExactly(worse);
    store.write(w -> act(() -> w.removeStateEntry("e1")));
    assertThat(store.<List<StateEntryRow>>read(r -> r.stateEntries())).isEmpty();
  }

  @Test
  void configurationVersionsCountFromOne() {
    long first = store.write(w -> w.addConfigVersion("{}", "active", "admin", NOW));
    long second = store.write(w -> w.addConfigVersion("{\"a\":1}", "draft", "admin", null));
    store.write(w -> {
      w.setConfigState(first, "superseded", null);
      w.setConfigState(second, "active", NOW.plusSeconds(1));
      return null;
    });
    var versions = store.<List<io.treeline.store.ConfigVersionRow>>read(r -> r.configVersions());
    assertThat(versions).extracting(v -> v.number()).containsExactly(2L, 1L);
    assertThat(versions).extracting(v -> v.state()).containsExactly("active", "superseded");
    assertThat(versions.getLast().activatedAt()).isEqualTo(NOW);
  }

  @Test
  void aTokenIsFoundByTheHashOfItsSecret() {
    Fingerprint hash = Fingerprint.of(Values.key(1));
    TokenRow token = new TokenRow("t1", hash, master, "viewer", NOW, NOW.plusSeconds(60));
    store.write(w -> act(() -> w.addToken(token)));
    assertThat(store.<TokenRow>read(r -> r.token(hash))).isEqualTo(token);
    assertThat(store.<Boolean>write(w -> w.removeToken("t1"))).isTrue();
    assertThat(store.<TokenRow>read(r -> r.token(hash))).isNull();
  }

  @Test
  void aWriteInsideAWriteIsAMistakeThatIsTold() {
    assertThatThrownBy(() -> store.write(w -> store.write(StoreWrite::change)))
        .isInstanceOf(IllegalStateException.class);
    add("still-works.test", master);
  }

  @Test
  void aWriteThatSwallowsAFailureOfTheStoreIsNotCommitted() {
    assertThatThrownBy(() ->
            store.write(w -> {
              w.insertDomain(name("a.test"), master);
              try {
                w.rename(master, name("a.test"));
              } catch (StoreException.Conflict e) {
                return w.change();
              }
              return 0L;
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.<DomainRow>read(r -> r.domain(name("a.test")))).isNull();
    add("a.test", master);
  }

  @Test
  void aListenerThatFailsDoesNotUndoTheChange() {
    store.onCommit(number -> {
      throw new IllegalStateException("on purpose");
    });
    add("a.test", master);
    assertThat(read("a.test")).isNotNull();
  }

  private long add(String name, long parent) {
    return store.write(w -> w.insertDomain(name(name), parent));
  }

  private DomainRow read(String name) {
    return Objects.requireNonNull(store.<DomainRow>read(r -> r.domain(name(name))));
  }

  private CertificateRow certificateRow(CertificateId id) {
    return Objects.requireNonNull(store.<CertificateRow>read(r -> r.certificate(id)));
  }

  @Test
  void whatIsRememberedOfADomainsAutomationIsReadAgain() {
    long domain = add("a.example.com", master);
    assertThat(store.<AcmeDomainRow>read(r -> r.acmeDomain(domain))).isNull();
    AcmeDomainRow bare = AcmeDomainRow.of(domain, "due", NOW);
    store.change(w -> w.putAcmeDomain(bare));
    assertThat(store.<AcmeDomainRow>read(r -> r.acmeDomain(domain))).isEqualTo(bare);

    AcmeDomainRow full =
        bare.waiting("retrying", NOW.plusSeconds(60), "the authority asks for patience")
            .failing(3, "{\"kind\":\"challenge\"}", NOW)
            .at("https://ca.example/dir")
            .judgedBy("a.example.com ec256", new CertificateId(17))
            .told(
                new AcmeDomainRow.Window(NOW, NOW.plusSeconds(9), "https://ca.example/why"),
                NOW.plusSeconds(43_200));
    store.change(w -> w.putAcmeDomain(full));
    assertThat(store.<AcmeDomainRow>read(r -> r.acmeDomain(domain))).isEqualTo(full);
    store.change(w -> w.remove(domain));
    assertThat(store.<AcmeDomainRow>read(r -> r.acmeDomain(domain))).isNull();
  }

  @Test
  void theLongestDueDomainsComeFirstAndThoseWithoutANextLookNever() {
    long late = add("c.example.com", master);
    long later = add("b.example.com", master);
    long never = add("a.example.com", master);
    store.change(w -> {
      w.putAcmeDomain(AcmeDomainRow.of(never, "manual", null));
      w.putAcmeDomain(AcmeDomainRow.of(later, "due", NOW.plusSeconds(1)).told(null, NOW));
      w.putAcmeDomain(AcmeDomainRow.of(late, "due", NOW).told(null, NOW.plusSeconds(1)));
    });
    assertThat(store.<List<AcmeDomainRow>>read(r -> r.acmeDomainsDue(NOW, 9)))
        .extracting(AcmeDomainRow::domainId)
        .containsExactly(late);
    assertThat(store.<List<AcmeDomainRow>>read(r -> r.acmeDomainsDue(NOW.plusSeconds(1), 9)))
        .extracting(AcmeDomainRow::domainId)
        .containsExactly(late, later);
    assertThat(store.<List<AcmeDomainRow>>read(r -> r.acmeDomainsDue(NOW.plusSeconds(1), 1)))
        .hasSize(1);
    assertThat(store.<List<AcmeDomainRow>>read(r -> r.acmeDomainsToAsk(NOW.plusSeconds(1), 9)))
        .extracting(AcmeDomainRow::domainId)
        .containsExactly(later, late);
    assertThat(store.<List<AcmeDomainRow>>read(r -> r.acmeDomainsByName(null, 2)))
        .extracting(AcmeDomainRow::domainId)
        .containsExactly(never, later);
    assertThat(store.<List<AcmeDomainRow>>read(r -> r.acmeDomainsByName(name("b.example.com"), 2)))
        .extracting(AcmeDomainRow::domainId)
        .containsExactly(late);
    List<Long> all = new ArrayList<>();
    store.<Boolean>read(r -> act(() -> r.acmeDomains(row -> all.add(row.domainId()))));
    assertThat(all).containsExactly(late, later, never);
    List<Long> next = new ArrayList<>();
    store.<Boolean>read(
        r -> act(() -> r.acmeDomainsNext(NOW.plusSeconds(1), (id, at) -> next.add(id))));
    assertThat(next).containsExactly(late);
  }

  @Test
  void theIssuanceLogIsReadFromItsNewestLineAndOutlivesTheDomain() {
    long domain = add("a.example.com", master);
    long other = add("b.example.com", master);
    NewAcmeEvent of = new NewAcmeEvent(domain, name("a.example.com"), "order.failed", "No.", "{}");
    long first = store.write(w -> w.addAcmeEvent(of));
    long second = store.write(w -> w.addAcmeEvent(new NewAcmeEvent(0, null, "x.y", "All.", null)));
    long third =
        store.write(
            w -> w.addAcmeEvent(NewAcmeEvent.of(other, name("b.example.com"), "x.z", "Other.")));
    store.change(w -> w.remove(domain));
    assertThat(store.<List<AcmeEventRow>>read(r -> r.acmeEvents(0, Long.MAX_VALUE, 9)))
        .extracting(AcmeEventRow::number)
        .containsExactly(third, second, first);
    assertThat(store.<List<AcmeEventRow>>read(r -> r.acmeEvents(0, third, 1)))
        .containsExactly(new AcmeEventRow(second, NOW, 0, null, "x.y", "All.", null));
    assertThat(store.<List<AcmeEventRow>>read(r -> r.acmeEvents(domain, Long.MAX_VALUE, 9)))
        .containsExactly(
            new AcmeEventRow(
                first, NOW, domain, name("a.example.com"), "order.failed", "No.", "{}"));
  }

  @Test
  void ofADomainsIssuanceLogTheNewest200LinesAreKept() {
    long domain = add("a.example.com", master);
    long other = add("b.example.com", master);
    store.change(w -> {
      long unused = w.addAcmeEvent(NewAcmeEvent.of(other, name("b.example.com"), "e", "0"));
      for (int i = 0; i < 230; i++) {
        unused = w.addAcmeEvent(NewAcmeEvent.of(domain, name("a.example.com"), "e", "" + i));
      }
    });
    List<AcmeEventRow> kept = store.read(r -> r.acmeEvents(domain, Long.MAX_VALUE, 1_000));
    assertThat(kept).hasSize(200);
    assertThat(kept.getFirst().message()).isEqualTo("229");
    assertThat(kept.getLast().message()).isEqualTo("30");
    assertThat(store.<List<AcmeEventRow>>read(r -> r.acmeEvents(other, Long.MAX_VALUE, 9)))
        .hasSize(1);
  }

  private Material material(CertificateId id) {
    return store.read(r -> r.material(id));
  }

  private AuditVerdict verdict() {
    return store.read(r -> r.verifyAudit());
  }

  private List<Long> removedSince(long number) {
    List<Long> ids = new ArrayList<>();
    store.read(r -> act(() -> r.removedSince(number, ids::add)));
    return ids;
  }

  private List<String> changedSince(long number) {
    List<String> rows = new ArrayList<>();
    store.read(r ->
        act(() ->
            r.changedSince(
                number,
                (id, name, parent, certificate, version, settings) ->
                    rows.add(
                        "%d %s %d %d %d %s"
                            .formatted(
                                id,
                                name,
                                parent,
                                certificate,
                                version,
                                new java.util.TreeMap<>(settings))))));
    return rows;
  }

  private static boolean act(Runnable action) {
    action.run();
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
