package io.treeline.acme;

import io.treeline.acme.plan.RenewalPlan;
import io.treeline.acme.plan.Window;
import io.treeline.acme.plan.WindowInquiry;
import io.treeline.core.cert.Automation;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.Fingerprint;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.core.tree.Domain;
import io.treeline.store.AcmeDomainRow;
import io.treeline.store.CertificateRow;
import io.treeline.store.PairRow;
import io.treeline.store.StoreRead;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges where a domain's automation stands, from what the tree asks, what is in force and what is
 * remembered: SPEC §5 as a function.
 *
 * <p>Other names or kinds of key than the certificate in force was ordered for make another due at
 * once; so does another profile or preferred chain that is set in the domain itself. Where those
 * two come from above, they hold from the next renewal: a setting of the master must not have a
 * million certificates ordered anew. Any setting of automation that changes lets a domain that
 * failed be tried at once.
 */
final class Assessment {

  private final Predicate<String> configured;
  private final Instant now;

  /**
   * @param configured whether a directory is one that this installation orders from: only those are
   *     asked about renewal, whatever a header names
   */
  Assessment(Predicate<String> configured, Instant now) {
    this.configured = configured;
    this.now = now;
  }

  /** What changed since the domain was judged last. */
  enum Cause {
    /** Nothing that is known of. */
    LOOK,
    /** Settings of automation above the domain. */
    ABOVE,
    /** Settings of automation of the domain. */
    OWN,
    /** Profile or preferred chain of the domain. */
    ISSUED_OTHERWISE;

    /** The graver of the two. */
    Cause or(Cause other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  /**
   * What is to be remembered from now on; equals {@code before} if nothing is to change.
   *
   * @param wish null where automation isn't on
   * @param inForce the domain's certificate, null for none
   * @param before what is remembered, null for nothing
   */
  AcmeDomainRow judge(
      Domain domain,
      @Nullable Wish wish,
      @Nullable CertificateRow inForce,
      @Nullable AcmeDomainRow before,
      Cause cause) {
    AcmeDomainRow row =
        before == null ? AcmeDomainRow.of(domain.id(), Standing.OFF.word(), null) : before;
    if (wish == null) {
      return rest(row, Standing.OFF);
    }
    if (inForce != null && mark(inForce) == null) {
      return rest(row, Standing.MANUAL);
    }
    if (wish.email() == null) {
      return rest(row, Standing.NO_EMAIL);
    }
    if (isSettled(row, wish, domain.certificate())) {
      return settled(row, cause);
    }
    return inForce != null && isFulfilled(wish, inForce, row)
        ? valid(row, wish, inForce)
        : due(row).judgedBy(wish.asked(), domain.certificate());
  }

  /** The plan of a certificate in force. */
  static RenewalPlan plan(long domainId, CertificateRow inForce, @Nullable Window announced) {
    return RenewalPlan.of(
        domainId, firstLeaf(inForce), notBefore(inForce), notAfter(inForce), announced);
  }

  static long seed(long domainId, CertificateRow inForce) {
    return RenewalPlan.seed(domainId, firstLeaf(inForce));
  }

  private static Fingerprint firstLeaf(CertificateRow row) {
    return row.pairs().getFirst().leafSha256();
  }

  /** When the last of the leaves becomes valid. */
  static Instant notBefore(CertificateRow row) {
    return row.pairs().stream().map(PairRow::notBefore).max(Instant::compareTo).orElseThrow();
  }

  /** The certificate in force for a domain; null for none. */
  static @Nullable CertificateRow inForce(StoreRead read, Domain domain) {
    CertificateId id = domain.certificate();
    return id == null ? null : read.certificate(id);
  }

  /** When the first of the leaves expires. */
  static Instant notAfter(CertificateRow row) {
    return row.pairs().stream().map(PairRow::notAfter).min(Instant::compareTo).orElseThrow();
  }

  /** What marks a stored certificate as automatic; null if nothing does. */
  static @Nullable Automation mark(CertificateRow row) {
    return Automation.of(row.header(), firstLeaf(row));
  }

  static @Nullable Window announced(AcmeDomainRow row) {
    AcmeDomainRow.Window window = row.window();
    return window == null ? null : Window.announced(window.start(), window.end(), window.reason());
  }

  /** Nothing follows, and nothing is left of what was. */
  private static AcmeDomainRow rest(AcmeDomainRow row, Standing status) {
    return row.standing(status.word(), null)
        .failing(0, null, null)
        .at(null)
        .judgedBy(null, null)
        .told(null, null);
  }

  private AcmeDomainRow due(AcmeDomainRow row) {
    return row.standing(Standing.DUE.word(), now).failing(0, null, null);
  }

  private static boolean isSettled(
      AcmeDomainRow row, Wish wish, @Nullable CertificateId certificate) {
    return Standing.of(row.status()).isPlanned()
        && wish.asked().equals(row.asked())
        && Objects.equals(certificate, row.certificate());
  }

  private AcmeDomainRow settled(AcmeDomainRow row, Cause cause) {
    boolean again =
        switch (cause) {
          case LOOK -> false;
          case ABOVE, OWN -> row.failures() > 0;
          case ISSUED_OTHERWISE -> true;
        };
    return again ? due(row) : row;
  }

  private AcmeDomainRow valid(AcmeDomainRow row, Wish wish, CertificateRow inForce) {
    String directory = Objects.requireNonNull(mark(inForce)).directory();
    long seed = seed(row.domainId(), inForce);
    return row.standing(Standing.VALID.word(), plan(row.domainId(), inForce, null).due())
        .failing(0, null, null)
        .at(directory)
        .judgedBy(wish.asked(), inForce.id())
        .told(null, configured.test(directory) ? WindowInquiry.first(now, seed) : null);
  }

  /**
   * Whether the certificate is what is asked for. One that was ordered for just that may have more
   * names than were asked for, since some authorities add their own; of others nothing is known,
   * and they have to be the same.
   */
  private static boolean isFulfilled(Wish wish, CertificateRow inForce, AcmeDomainRow row) {
    boolean ordered = row.asked() == null || row.asked().equals(wish.asked());
    Set<String> wanted = new HashSet<>(wish.names());
    boolean names =
        inForce.pairs().stream()
            .allMatch(pair ->
                ordered ? covers(pair.names(), wanted) : wanted.equals(Set.copyOf(pair.names())));
    return names && kinds(inForce).equals(kinds(wish.keyTypes()));
  }

  private static boolean covers(List<String> names, Set<String> wanted) {
    return Set.copyOf(names).containsAll(wanted);
  }

  private static Set<String> kinds(List<KeyType> types) {
    return types.stream().map(KeyType::text).collect(Collectors.toSet());
  }

  /** The kinds of the keys in force; what doesn't parse is no kind that is asked for. */
  private static Set<String> kinds(CertificateRow row) {
    Set<String> kinds = new HashSet<>();
    for (PairRow pair : row.pairs()) {
      try {
        kinds.add(kind(PublicPair.restore(List.of(pair.chainDer().getFirst())).leaf()));
      } catch (UnusableCertificateException e) {
        kinds.add("none");
      }
    }
    return kinds;
  }

  private static String kind(X509Certificate leaf) {
    return switch (leaf.getPublicKey()) {
      case RSAKey rsa -> "rsa" + rsa.getModulus().bitLength();
      case ECKey ec -> "ec" + ec.getParams().getOrder().bitLength();
      default -> leaf.getPublicKey().getAlgorithm();
    };
  }
}
