package io.treeline.acme;

import io.treeline.acme.AuthorityException.Busy;
import io.treeline.acme.AuthorityException.Refused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Metadata;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeNotSupportedException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/**
 * One authority (RFC 8555), by the URL of its directory. What is asked of it is asked again for a
 * while when it can't be reached, fails by its own fault or refuses a nonce; what then remains is
 * told apart: {@link Busy}, or {@link Refused}.
 *
 * <p>Nothing is fetched until it is needed, and the directory anew when it is old or something is
 * amiss, so an authority may be away at any time. Safe for use by several threads; blocks.
 */
final class Authority implements AutoCloseable {

  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** How long a wait that the authority asks for is sat out here rather than left for later. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** When to come back to an authority that doesn't say. */
  private static final Duration RETURN = Duration.ofSeconds(20);

  /** When to come back after a limit was reached and nothing was said of its end. */
  private static final Duration LIMITED = Duration.ofHours(1);

  private static final Duration LONGEST_LIMIT = Duration.ofDays(8);

  private final URI directory;
  private final AuthorityProvider provider;
  private final Session session;
  private final InstantSource clock;
  private final Pause pause;

  Authority(URI directory, SSLContext trust, InstantSource clock, Pause pause) {
    this.directory = directory;
    this.provider = new AuthorityProvider(trust, pause);
    this.session = new AuthoritySession(directory, provider);
    this.clock = clock;
    this.pause = pause;
  }

  /** Something to ask of it. */
  @FunctionalInterface
  interface Question<T extends @Nullable Object> {
    /**
     * Asks.
     *
     * @param attempt 1 at first; more where it isn't known what became of those before
     */
    T ask(int attempt) throws AcmeException, AuthorityException;
  }

  /** The same for what has no answer. */
  @FunctionalInterface
  interface Telling {
    void tell() throws AcmeException, AuthorityException;
  }

  URI directory() {
    return directory;
  }

  Session session() {
    return session;
  }

  /** What the directory says of the authority. */
  Offer offer() throws AuthorityException {
    return ask(
        "its directory",
        attempt -> {
          Metadata metadata = session.getMetadata();
          return new Offer(
              metadata.getTermsOfService().map(URI::toString).orElse(null),
              List.copyOf(metadata.getCaaIdentities()),
              List.copyOf(metadata.getProfiles()),
              session.resourceUrlOptional(Resource.RENEWAL_INFO).map(Object::toString).orElse(null),
              metadata.isExternalAccountRequired());
        });
  }

  /** Tells it something that may be told twice. */
  void tell(String what, Telling telling) throws AuthorityException {
    Boolean unused =
        ask(
            what,
            attempt -> {
              telling.tell();
              return true;
            });
  }

  /**
   * Asks it something.
   *
   * @param what for the log, such as {@code a new order}
   */
  <T extends @Nullable Object> T ask(String what, Question<T> question) throws AuthorityException {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.ask(attempt);
      } catch (AcmeException | AcmeLazyLoadingException | AcmeProtocolException e) {
        AuthorityException failure = told(what, e);
        boolean again = failure instanceof Busy busy && isSoon(busy, e) && attempt < ATTEMPTS;
        if (!again || !pause.backOff(FIRST_WAIT, LONGEST_WAIT, attempt)) {
          throw failure;
        }
      }
    }
  }

  /** Whether it is worth waiting here: the authority failed rather than asked for time. */
  private boolean isSoon(Busy busy, Exception e) {
    HttpFailure failure = httpFailure(e);
    boolean asked =
        limited(e)
            || (failure != null && (failure.retryAfter() != null || failure.status() == 429));
    return !asked || !busy.until().isAfter(clock.instant().plus(SHORT));
  }

  private static boolean limited(Exception e) {
    return problem(e) instanceof AcmeRateLimitedException;
  }

  private AuthorityException told(String what, Exception e) {
    HttpFailure http = httpFailure(e);
    AcmeServerException problem = problem(e);
    int status = http == null ? 0 : http.status();
    Instant retryAfter = http == null ? null : http.retryAfter();
    if (problem != null) {
      return ofProblem(problem, status, retryAfter);
    }
    if (e instanceof AcmeNotSupportedException) {
      return new Refused(ProblemWords.notOffered(directory, e.getMessage()), "", 0);
    }
    provider.forgetDirectory();
    if (status == 429) {
      return new Busy(ProblemWords.limited(directory, null), later(retryAfter, LIMITED), true);
    }
    if (status >= 500 && retryAfter != null) {
      return new Busy(
          ProblemWords.limited(directory, null), later(retryAfter, jittered(RETURN)), true);
    }
    if (status == 404 || status == 405 || status == 410) {
      return new Refused(ProblemWords.unexpected(directory, what, status), "", status);
    }
    if (status >= 400 && status < 500) {
      // Without a problem document it isn't the authority that speaks, but something before it.
      return new Busy(
          ProblemWords.unexpected(directory, what, status),
          later(retryAfter, jittered(RETURN)),
          false);
    }
    Throwable network = networkCause(e);
    Trouble trouble;
    if (status >= 500) {
      trouble = ProblemWords.failing(directory, status);
    } else if (network != null) {
      trouble = ProblemWords.unreachable(directory, network);
    } else {
      trouble = ProblemWords.foreign(directory, e.getMessage());
    }
    return new Busy(trouble, later(retryAfter, jittered(RETURN)), true);
  }

  private AuthorityException ofProblem(
      AcmeServerException problem, int status, @Nullable Instant retryAfter) {
    String type = ProblemWords.shortType(problem.getProblem());
    Trouble trouble = ProblemWords.of(directory, problem.getProblem());
    if (status >= 500 && retryAfter != null && !type.equals("rateLimited")) {
      return new Busy(
          ProblemWords.busy(directory, problem.getProblem()),
          later(retryAfter, jittered(RETURN)),
          true);
    }
    return switch (type) {
      case "badNonce" -> new Busy(trouble, later(null, jittered(RETURN)), true);
      case "rateLimited" ->
          new Busy(
              ProblemWords.limited(directory, problem.getProblem()),
              later(retryAfter, LIMITED),
              ProblemWords.isOfEverybody(problem.getProblem()));
      case "serverInternal" -> new Busy(trouble, later(retryAfter, jittered(RETURN)), false);
      default ->
          status >= 500
              ? new Busy(trouble, later(retryAfter, jittered(RETURN)), false)
              : new Refused(trouble, type, status);
    };
  }

  /** What it says, in bounds; a clock of its own may be far from ours. */
  private Instant later(@Nullable Instant said, Duration otherwise) {
    Instant now = clock.instant();
    if (said == null || !said.isAfter(now)) {
      return now.plus(otherwise);
    }
    Instant latest = now.plus(LONGEST_LIMIT);
    return said.isAfter(latest) ? latest : said;
  }

  /** So that those who were turned away together don't come back together. */
  private static Duration jittered(Duration time) {
    return time.plusMillis(ThreadLocalRandom.current().nextLong(time.toMillis() / 2));
  }

  private static @Nullable HttpFailure httpFailure(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof HttpFailure failure) {
        return failure;
      }
    }
    return null;
  }

  private static @Nullable AcmeServerException problem(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof AcmeServerException problem) {
        return problem;
      }
    }
    return null;
  }

  /** What the network's failure was; null if it was none. */
  private static @Nullable Throwable networkCause(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof AcmeNetworkException && at.getCause() != null) {
        return at.getCause();
      }
    }
    return null;
  }

  @Override
  public void close() {
    session.getHttpClient().shutdownNow();
  }
}
