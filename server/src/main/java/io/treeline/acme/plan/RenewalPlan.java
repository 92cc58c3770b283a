package io.treeline.acme.plan;

import io.treeline.core.cert.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When one certificate is renewed. A function of the certificate, of what its authority announced,
 * and of a seed; not of the time at which it is asked, so that neither a restart nor a step of the
 * clock moves it. Immutable.
 *
 * <p>Where the authority announced a window (RFC 9773 §4.2), the renewal is due at an instant in
 * it, drawn evenly by the seed. Else it is due about 2/3 into the lifetime, or 1/2 for a lifetime
 * under ten days, drawn from a tenth of the lifetime around that. All lengths are shares of the
 * lifetime, never days: they hold for 90 days, for 45, and for 160 hours. A tenth of the lifetime
 * is left at least, whatever was announced.
 *
 * @param earliest from when it may be drawn ahead, to fill a gap in the load
 * @param due when it is renewed
 * @param pressing from when it waits no more for the sake of an even load: a third of the time
 *     between {@code due} and expiry is gone, or the authority moved the window forward
 * @param notice from when its expiry is reported to people, if it is still in use
 */
public record RenewalPlan(Instant earliest, Instant due, Instant pressing, Instant notice) {

  private static final Duration SHORT = Duration.ofDays(10);
  private static final Duration NOTICE_BY_SHARE = Duration.ofDays(60);
  private static final Duration NOTICE_AHEAD = Duration.ofDays(14);

  private static final double EARLIEST = 1.0 / 4;
  private static final double DUE = 2.0 / 3;
  private static final double DUE_IF_SHORT = 1.0 / 2;
  private static final double JITTER = 1.0 / 20;
  private static final double LAST = 9.0 / 10;
  private static final double PATIENCE = 1.0 / 3;

  private static final int SALT = 1;

  /**
   * The plan for a certificate.
   *
   * @param announced the authority's window, null if there is none
   * @param seed see {@link #seed}
   */
  public static RenewalPlan of(
      Instant notBefore, Instant notAfter, @Nullable Window announced, long seed) {
    Duration lifetime = Duration.between(notBefore, notAfter);
    if (!lifetime.isPositive()) {
      return new RenewalPlan(notBefore, notBefore, notBefore, notBefore);
    }
    double middle = usualShare(lifetime);
    Instant usualStart = at(notBefore, lifetime, middle - JITTER);
    Instant usualEnd = at(notBefore, lifetime, middle + JITTER);
    Instant last = at(notBefore, lifetime, LAST);

    Window window = announced != null && announced.isUsable() ? announced : null;
    Instant due =
        window == null
            ? Spread.within(usualStart, usualEnd, seed, SALT)
            : Spread.within(earlier(window.start(), last), earlier(window.end(), last), seed, SALT);
    boolean isForward = window != null && window.end().isBefore(usualStart);
    return new RenewalPlan(
        earlier(at(notBefore, lifetime, EARLIEST), due),
        due,
        isForward ? due : between(due, notAfter, PATIENCE),
        lifetime.compareTo(NOTICE_BY_SHARE) < 0
            ? between(due, notAfter, 0.5)
            : notAfter.minus(NOTICE_AHEAD));
  }

  /**
   * What makes certificates differ from each other: the seed of a domain's certificate.
   *
   * @param leaf the SHA-256 of the leaf, so that a renewed certificate draws anew
   */
  public static long seed(long domainId, Fingerprint leaf) {
    return Spread.mix(domainId ^ Long.parseUnsignedLong(leaf.hex(), 0, 16, 16));
  }

  /** When to act if it is {@code now}: at {@link #due}, or at once if that is past. */
  public Instant next(Instant now) {
    return due.isAfter(now) ? due : now;
  }

  /** How long a certificate of that lifetime is in use, where nothing is announced. */
  static Duration usuallyKept(Duration lifetime) {
    return Duration.ofMillis((long) (lifetime.toMillis() * usualShare(lifetime)));
  }

  private static double usualShare(Duration lifetime) {
    return lifetime.compareTo(SHORT) < 0 ? DUE_IF_SHORT : DUE;
  }

  private static Instant at(Instant notBefore, Duration lifetime, double share) {
    return notBefore.plusMillis((long) (lifetime.toMillis() * share));
  }

  private static Instant between(Instant start, Instant end, double share) {
    return at(start, Duration.between(start, end), share);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
