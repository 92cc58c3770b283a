package io.treeline.core.cert;

import java.util.List;

/**
 * Whether what was read serves one kind of client, and what stands in the way. Immutable.
 *
 * @param because what decides, the worst first; empty for {@link Verdict#FIT}
 */
public record Fitness(Use use, Verdict verdict, List<Finding> because) {

  /** How it serves them. The first is the best. */
  public enum Verdict {
    /** All such clients take it. */
    FIT,
    /** Some do, or all once they were told to trust it. */
    CONDITIONAL,
    /** Most refuse it. */
    UNFIT
  }

  /** Takes a copy of the list. */
  public Fitness {
    because = List.copyOf(because);
  }

  /** What a finding means for a kind of client. */
  public static Verdict verdict(Use use, FindingCode code) {
    return switch (code) {
      case EXPIRED, NOT_YET_VALID, NAME_NOT_COVERED, CHAIN_BROKEN, CLIENT_AUTH_ONLY ->
          Verdict.UNFIT;
      case SELF_SIGNED, UNKNOWN_ROOT, NO_SERVER_AUTH -> Verdict.CONDITIONAL;
      case CHAIN_INCOMPLETE, CHAIN_EXPIRED ->
          // Browsers know other ways to a root; what is built on OpenSSL doesn't look for them.
          use == Use.BROWSER ? Verdict.CONDITIONAL : Verdict.UNFIT;
      case NO_SAN, WRONG_KEY_USAGE -> use == Use.OLD_PHONE ? Verdict.CONDITIONAL : Verdict.UNFIT;
      case WEAK_SIGNATURE, WEAK_CHAIN_KEY -> use == Use.OLD_PHONE ? Verdict.FIT : Verdict.UNFIT;
      case LIFETIME_TOO_LONG, KEY_NOT_IN_BROWSERS ->
          use == Use.BROWSER ? Verdict.UNFIT : Verdict.FIT;
      case MUST_STAPLE, LEAF_IS_AUTHORITY -> use == Use.BROWSER ? Verdict.CONDITIONAL : Verdict.FIT;
      case NO_CLIENT_AUTH -> use == Use.SIP_TRUNK ? Verdict.CONDITIONAL : Verdict.FIT;
      case NO_RSA_KEY -> use == Use.OLD_PHONE ? Verdict.UNFIT : Verdict.FIT;
      default -> Verdict.FIT;
    };
  }
}
