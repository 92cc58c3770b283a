package io.treeline.acme.challenge;

import io.treeline.config.DnsAnswers;
import io.treeline.config.HostPort;
import io.treeline.core.challenge.ChallengeAnswer;
import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where answers are put up for an authority to find.
 *
 * <p>Every answer is in the store before anything else is done with it, and from there in force on
 * all servers. A TXT record is published on top, in the way that the configuration says; its row
 * goes only when the record has gone, so that a crash leaves none behind for good.
 *
 * <p>Its methods block; safe for use by several threads.
 */
public final class ChallengeBoard {

  private static final Logger LOG = LoggerFactory.getLogger(ChallengeBoard.class);

  /** Longer than any order takes; who takes an order up again puts its answers up again. */
  private static final Duration LIFETIME = Duration.ofDays(1);

  private static final Duration IN_FORCE = Duration.ofSeconds(10);

  private final Store store;
  private final ChangeFeed feed;
  private final @Nullable TxtRecords records;
  private final InstantSource clock;

  ChallengeBoard(Store store, ChangeFeed feed, @Nullable TxtRecords records, InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.records = records;
    this.clock = clock;
  }

  /**
   * A board of this installation.
   *
   * @param dns how TXT records are published; null for not at all
   * @param resolvers who is asked where a record belongs; empty for the system's
   * @param environment where a secret may be
   */
  public static ChallengeBoard of(
      Store store,
      ChangeFeed feed,
      @Nullable DnsAnswers dns,
      List<HostPort> resolvers,
      Map<String, String> environment,
      InstantSource clock) {
    TxtRecords records = dns == null ? null : TxtRecords.of(dns, resolvers, environment);
    return new ChallengeBoard(store, feed, records, clock);
  }

  /**
   * Puts them up, and returns once whoever the authority asks here would answer so. None stays up
   * when one can't be.
   *
   * @throws ChallengeException if they can't be put up
   * @throws io.treeline.store.StoreException if the store can't take them
   */
  public void post(List<ChallengeAnswer> answers) throws ChallengeException {
    List<Dns01> published = records(answers);
    TxtRecords to = records;
    if (!published.isEmpty() && to == null) {
      throw new ChallengeException(
          "A dns-01 challenge can't be answered, no way to publish TXT records is configured: set"
              + " 'acme.dns' of the mware role, or choose another acme_challenge.");
    }
    Instant expires = clock.instant().plus(LIFETIME);
    long change =
        store.write(write -> {
          answers.forEach(answer -> write.putChallenge(answer, expires));
          return write.change();
        });
    try {
      if (!feed.await(change, IN_FORCE)) {
        throw new ChallengeException(
            "The answers to the challenges did not come into force within "
                + IN_FORCE.toSeconds()
                + " s: look in the log for why the store can't be read.");
      }
      if (to != null && !published.isEmpty()) {
        to.add(published);
      }
    } catch (ChallengeException | RuntimeException e) {
      withdrawAfter(e, answers);
      throw e;
    }
  }

  private void withdrawAfter(Exception failure, List<ChallengeAnswer> answers) {
    try {
      withdraw(answers);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Takes them down again; those that aren't there are no failure. */
  public void withdraw(List<ChallengeAnswer> answers) {
    List<ChallengeAnswer> gone = new ArrayList<>();
    for (ChallengeAnswer answer : answers) {
      if (!(answer instanceof Dns01 record) || unpublish(record)) {
        gone.add(answer);
      }
    }
    if (!gone.isEmpty()) {
      store.change(write -> gone.forEach(write::removeChallenge));
    }
  }

  /** Whether dns-01 can be answered at all: a way to publish records is configured. */
  public boolean canAnswerDns() {
    return records != null;
  }

  /**
   * Takes down what a crash left: answers that nobody put up again for a day. To be called at the
   * start and from time to time.
   */
  public void tidy() {
    Instant now = clock.instant();
    List<Dns01> records = store.read(read -> read.expiredRecords(now));
    withdraw(List.copyOf(records));
    long others = store.<Long>write(write -> write.removeExpiredChallenges(now));
    if (others + records.size() > 0) {
      LOG.info(
          "acme.challenge.expired {} answers that nobody withdrew are down",
          others + records.size());
    }
  }

  /** A record that can't be removed keeps its row, and so is tried again. */
  private boolean unpublish(Dns01 record) {
    if (records == null) {
      return true;
    }
    try {
      records.remove(record);
      return true;
    } catch (ChallengeException | RuntimeException e) {
      LOG.warn(
          "acme.challenge.record_stays The TXT record of _acme-challenge.{} is not removed yet: {}",
          record.name(),
          e.getMessage());
      return false;
    }
  }

  private static List<Dns01> records(List<ChallengeAnswer> answers) {
    List<Dns01> records = new ArrayList<>();
    for (ChallengeAnswer answer : answers) {
      if (answer instanceof Dns01 record) {
        records.add(record);
      }
    }
    return records;
  }
}
