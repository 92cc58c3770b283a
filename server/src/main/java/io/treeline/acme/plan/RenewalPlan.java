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
 *     between {@code due} and expiry is gone; at once if the authority moved the window forward, to
 *     an earlier start than is usual, or explains it
 * @param notice from when its expiry is reported to people, if it is still in use
 */
public record RenewalPlan(Instant earliest, Instant due, Instant pressing, Instant notice) {

  private static final long SHORT = Duration.ofDays(10).toMillis();
  private static final long NOTICE_BY_SHARE = Duration.ofDays(60).toMillis();
  private static final long NOTICE_AHEAD = Duration.ofDays(14).toMillis();

  private static final double EARLIEST = 1.0 / 8;
  private static final double DUE = 2.0 / 3;
  private static final double DUE_IF_SHORT = 1.0 / 2;
  private static final double JITTER = 1.0 / 20;
  private static final double FORWARD = 1.0 / 40;
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
    long start = notBefore.toEpochMilli();
    long lifetime = notAfter.toEpochMilli() - start;
    if (lifetime <= 0) {
      return new RenewalPlan(notBefore, notBefore, notBefore, notBefore);
    }
    double middle = usualShare(lifetime);
    Window window = announced != null && announced.isUsable() ? announced : null;
    long due =
        window == null
            ? Spread.within(
                start + (long) (lifetime * (middle - JITTER)),
                start + (long) (lifetime * (middle + JITTER)),
                seed,
                SALT)
            : within(window, start + (long) (lifetime * LAST), seed);
    boolean isForward =
        window != null
            && (window.isExplained()
                || window.start().toEpochMilli() < start + (long) (lifetime * (middle - FORWARD)));
    long left = start + lifetime - due;
    return new RenewalPlan(
        Instant.ofEpochMilli(Math.min(start + (long) (lifetime * EARLIEST), due)),
        Instant.ofEpochMilli(due),
        Instant.ofEpochMilli(isForward ? due : due + (long) (left * PATIENCE)),
        Instant.ofEpochMilli(
            lifetime < NOTICE_BY_SHARE ? due + left / 2 : start + lifetime - NOTICE_AHEAD));
  }

  /**
   * The plan for a certificate of a domain, with the {@link #seed} that it has.
   *
   * @param leaf the SHA-256 of the first leaf
   * @param notBefore when the last of its leaves became valid
   * @param notAfter when the first of them expires
   * @param announced the authority's window, null if there is none
   */
  public static RenewalPlan of(
      long domainId,
      Fingerprint leaf,
      Instant notBefore,
      Instant notAfter,
      @Nullable Window announced) {
    return of(notBefore, notAfter, announced, seed(domainId, leaf));
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
    long millis = lifetime.toMillis();
    return Duration.ofMillis((long) (millis * usualShare(millis)));
  }

  private static double usualShare(long lifetime) {
    return lifetime < SHORT ? DUE_IF_SHORT : DUE;
  }

  /** An instant in the window, but not later than the last one that is safe. */
  private static long within(Window window, long last, long seed) {
    return Spread.within(
        Math.min(window.start().toEpochMilli(), last),
        Math.min(window.end().toEpochMilli(), last),
        seed,
        SALT);
  }
}
