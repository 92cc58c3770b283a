package io.treeline.acme;

import io.treeline.core.name.DomainName;
import io.treeline.core.state.Condition;
import io.treeline.core.state.Reporter;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.core.tree.Domain;
import io.treeline.store.AcmeDomainRow;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns where domains stand into entries of system_state, which close as they opened: by what is
 * found. Safe for use by several threads; returns at once.
 */
final class IssuanceReports {

  static final String FAILED = "acme-failed";
  static final String NO_EMAIL = "acme-no-email";
  static final String MANUAL = "acme-manual";
  static final String AUTHORITY = "acme-authority";
  static final String CLOCK = "acme-clock";
  static final String SETUP = "acme-setup";
  static final String STORE = "acme-store";
  static final String TERMS = "acme-terms";

  private static final List<String> OF_DOMAIN = List.of(FAILED, NO_EMAIL, MANUAL);

  private final Reporter reporter;

  IssuanceReports(Reporter reporter) {
    this.reporter = reporter;
  }

  /** What is to be said of a domain as it now stands. */
  void report(Domain domain, AcmeDomainRow row) {
    Where where = Where.domain(domain.name());
    Condition found = condition(domain, row, where);
    for (String check : OF_DOMAIN) {
      if (found != null && found.check().equals(check)) {
        reporter.open(found);
      } else {
        reporter.close(new Condition.Key(check, where));
      }
    }
  }

  /** A name that is no domain any more. */
  void forget(DomainName name) {
    for (String check : OF_DOMAIN) {
      reporter.close(new Condition.Key(check, Where.domain(name)));
    }
  }

  /** Authorities that can't be reached for long; no others. */
  void unreachable(List<Unreachable> authorities) {
    reporter.replace(
        AUTHORITY,
        authorities.isEmpty()
            ? List.of()
            : List.of(
                new Condition(
                    AUTHORITY,
                    Status.WARNING,
                    String.join(" ", authorities.stream().map(Unreachable::sentence).toList()),
                    authorities.getFirst().trouble().nextStep(),
                    Where.INSTALLATION)));
  }

  /** Terms of service that changed; who goes on using an account is taken to agree. */
  void terms(List<Condition> changed) {
    reporter.replace(TERMS, changed.stream().limit(1).toList());
  }

  static Condition terms(String sentence) {
    return new Condition(
        TERMS,
        Status.NOTICE,
        sentence,
        "Read them: going on with automatic issuance is taken for agreement.",
        Where.INSTALLATION);
  }

  /** What keeps every order from being made here; null for nothing. */
  void unusable(@Nullable Trouble trouble) {
    replace(SETUP, trouble);
  }

  /** An authority that can't be reached. */
  record Unreachable(URI directory, Instant since, Trouble trouble) {

    private String sentence() {
      return trouble.sentence() + " So it has been since " + IssuanceLog.told(since) + ".";
    }
  }

  /** The wall clock is not to be trusted; null once it is. */
  void clock(@Nullable Trouble trouble) {
    replace(CLOCK, trouble);
  }

  /** The store takes no writes of issuance; null once it does. */
  void store(@Nullable Trouble trouble) {
    replace(STORE, trouble);
  }

  private void replace(String check, @Nullable Trouble trouble) {
    reporter.replace(
        check,
        trouble == null
            ? List.of()
            : List.of(
                new Condition(
                    check,
                    Status.ERROR,
                    trouble.sentence(),
                    trouble.nextStep(),
                    Where.INSTALLATION)));
  }

  private static @Nullable Condition condition(Domain domain, AcmeDomainRow row, Where where) {
    return switch (Standing.of(row.status())) {
      case NO_EMAIL ->
          new Condition(
              NO_EMAIL,
              grave(domain),
              "'"
                  + domain.name()
                  + "' has acme_enabled, but no acme_account_email is set there or above: no"
                  + " certificate is ordered.",
              "Set one with 'treeline domain set "
                  + domain.name()
                  + " acme_account_email=ADDRESS', or on a domain above.",
              where);
      case MANUAL ->
          new Condition(
              MANUAL,
              Status.NOTICE,
              "'"
                  + domain.name()
                  + "' has acme_enabled, but a certificate that was put in by hand: it isn't"
                  + " renewed.",
              "Clear it with 'treeline domain set "
                  + domain.name()
                  + " certificate_pem=' to have one issued, or take acme_enabled back.",
              where);
      case DUE, WAITING, RETRYING, VALID, ORDERING -> failed(domain, row, where);
      case OFF -> null;
    };
  }

  private static @Nullable Condition failed(Domain domain, AcmeDomainRow row, Where where) {
    Trouble trouble = row.failures() > 0 ? TroubleText.read(row.trouble()) : null;
    return trouble == null
        ? null
        : new Condition(
            FAILED,
            grave(domain),
            (domain.hasCertificate()
                    ? "The certificate of '" + domain.name() + "' could not be renewed: "
                    : "No certificate could be issued for '" + domain.name() + "': ")
                + trouble.sentence(),
            trouble.nextStep(),
            where);
  }

  /** Where a certificate is served meanwhile there is time. */
  private static Status grave(Domain domain) {
    return domain.hasCertificate() ? Status.WARNING : Status.ERROR;
  }
}
