package io.treeline.acme;

import io.treeline.acme.plan.RenewalPlan;
import io.treeline.acme.plan.Window;
import io.treeline.acme.plan.WindowInquiry;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.CertificateRow;
import io.treeline.store.PairRow;
import io.treeline.store.Store;
import io.treeline.store.StoreWrite;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks authorities when they would have their certificates renewed (RFC 9773), each twice a day, a
 * few at a time, and moves the renewal accordingly. {@link #look} is for one thread; the asking is
 * done on others.
 */
final class RenewalInquiry {

  private static final int AT_ONCE = 16;
  private static final Duration AFTER_SILENCE = Duration.ofMinutes(1);

  private final Store store;
  private final ChangeFeed feed;
  private final Supplier<@Nullable Orders> orders;
  private final List<URI> directories;
  private final Predicate<URI> isLeftAlone;
  private final InstantSource clock;
  private final Executor threads;
  private final Runnable stir;

  private final Map<Long, CertificateId> asking = new ConcurrentHashMap<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Map<String, Instant> silent = new ConcurrentHashMap<>();

  RenewalInquiry(
      Store store,
      ChangeFeed feed,
      Supplier<@Nullable Orders> orders,
      List<URI> directories,
      Predicate<URI> isLeftAlone,
      InstantSource clock,
      Executor threads,
      Runnable stir) {
    this.store = store;
    this.feed = feed;
    this.orders = orders;
    this.directories = directories;
    this.isLeftAlone = isLeftAlone;
    this.clock = clock;
    this.threads = threads;
    this.stir = stir;
  }

  /**
   * What came of a question.
   *
   * @param window null if the authority doesn't say
   * @param silent whether it could not be asked
   */
  private record Answer(
      long domainId, CertificateRow certificate, @Nullable RenewalWindow window, boolean silent) {}

  /** Takes the answers that came since the last look, and asks about those whose turn it is. */
  void look() {
    take();
    Instant now = clock.instant();
    int room = AT_ONCE - asking.size();
    if (room <= 0) {
      return;
    }
    List<AcmeDomainRow> rows = store.read(read -> read.acmeDomainsToAsk(now, room + asking.size()));
    for (AcmeDomainRow row : rows) {
      CertificateId id = row.certificate();
      if (id == null || asking.containsKey(row.domainId()) || isSilent(row.directory(), now)) {
        continue;
      }
      CertificateRow certificate = store.<@Nullable CertificateRow>read(r -> r.certificate(id));
      Orders asked = orders.get();
      if (certificate != null && asked != null && asking.size() < AT_ONCE) {
        asking.put(row.domainId(), id);
        threads.execute(() -> ask(asked, row, certificate));
      }
    }
  }

  private boolean isSilent(@Nullable String directory, Instant now) {
    if (directory == null) {
      return false;
    }
    Instant until = silent.get(directory);
    return (until != null && until.isAfter(now))
        || directories.stream()
            .anyMatch(each -> each.toString().equals(directory) && isLeftAlone.test(each));
  }

  private void ask(Orders orders, AcmeDomainRow row, CertificateRow certificate) {
    URI directory =
        directories.stream()
            .filter(each -> each.toString().equals(row.directory()))
            .findFirst()
            .orElse(null);
    Answer answer;
    try {
      RenewalWindow first = null;
      for (PairRow pair : directory == null ? List.<PairRow>of() : certificate.pairs()) {
        PublicPair leaf = PublicPair.restore(List.of(pair.chainDer().getFirst()));
        first = earlier(first, orders.renewalWindow(Objects.requireNonNull(directory), leaf));
      }
      answer = new Answer(row.domainId(), certificate, first, false);
    } catch (UnreachableException e) {
      Instant soonest = clock.instant().plus(AFTER_SILENCE);
      Instant said = e.until();
      silent.put(
          String.valueOf(row.directory()), said != null && said.isAfter(soonest) ? said : soonest);
      answer = new Answer(row.domainId(), certificate, null, true);
    } catch (UnusableCertificateException | RuntimeException e) {
      answer = new Answer(row.domainId(), certificate, null, true);
    }
    answers.add(answer);
    stir.run();
  }

  /** A dual certificate is renewed as soon as one of the two is to be. */
  private static @Nullable RenewalWindow earlier(
      @Nullable RenewalWindow one, @Nullable RenewalWindow other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.start().isBefore(one.start()) ? other : one;
  }

  private void take() {
    List<Answer> all = new ArrayList<>();
    for (Answer next = answers.poll(); next != null; next = answers.poll()) {
      all.add(next);
    }
    if (all.isEmpty()) {
      return;
    }
    DomainTree tree = feed.live().tree();
    try {
      store.change(write -> all.forEach(answer -> take(write, tree, answer)));
    } finally {
      all.forEach(answer -> asking.remove(answer.domainId()));
    }
  }

  private void take(StoreWrite write, DomainTree tree, Answer answer) {
    Domain domain = tree.domain(answer.domainId());
    AcmeDomainRow row = write.acmeDomain(answer.domainId());
    if (domain == null || row == null || !answer.certificate().id().equals(row.certificate())) {
      return;
    }
    Instant now = clock.instant();
    long seed = Assessment.seed(row.domainId(), answer.certificate());
    if (answer.silent()) {
      write.putAcmeDomain(row.told(row.window(), WindowInquiry.afterTrouble(now, seed)));
      return;
    }
    RenewalWindow window = answer.window();
    AcmeDomainRow told =
        row.told(
            window == null ? null : kept(window),
            WindowInquiry.afterAnswer(now, window == null ? null : window.askAgain(), seed));
    write.putAcmeDomain(
        Standing.of(row.status()) == Standing.VALID
            ? planned(write, domain, row, told, answer.certificate())
            : told);
  }

  private static AcmeDomainRow.Window kept(RenewalWindow window) {
    return new AcmeDomainRow.Window(window.start(), window.end(), window.explanation());
  }

  private static AcmeDomainRow planned(
      StoreWrite write,
      Domain domain,
      AcmeDomainRow before,
      AcmeDomainRow told,
      CertificateRow certificate) {
    Window announced = Assessment.announced(told);
    RenewalPlan plan = Assessment.plan(told.domainId(), certificate, announced);
    AcmeDomainRow.Window window = told.window();
    Instant earlier = before.nextAt();
    boolean isForward = earlier != null && plan.due().isBefore(earlier.minus(Duration.ofHours(12)));
    if (window != null && isForward && !window.equals(before.window())) {
      IssuanceLog.note(
          write,
          domain.id(),
          domain.name(),
          "renewal.announced",
          "The authority wants it renewed between "
              + window.start()
              + " and "
              + window.end()
              + (window.reason() == null ? "." : ": see " + window.reason() + "."),
          null);
    }
    return told.standing(told.status(), plan.due());
  }
}
