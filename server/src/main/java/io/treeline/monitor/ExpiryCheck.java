package io.treeline.monitor;

import io.treeline.acme.plan.RenewalPlan;
import io.treeline.acme.plan.Window;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.state.Condition;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.feed.Live;
import io.treeline.store.ExpiryRow;
import io.treeline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds certificates in use that have expired, or will within the notice that settings give: those
 * of domains by their own notice, the default and those of certdirs by the master's; those that are
 * renewed automatically once their renewal is overdue (see {@link RenewalPlan}). The store is asked
 * for those near their end only, not for all. For one thread.
 */
final class ExpiryCheck {

  static final String CHECK = "certificate-expiry";

  private final Store store;
  private DomainTree noticedIn = DomainTree.EMPTY;
  private long longestNotice;

  ExpiryCheck(Store store) {
    this.store = store;
  }

  /** A certificate, in words, when it expires, and from when on that is told. */
  private record InUse(
      String what, Instant notAfter, Instant toldFrom, String action, Where where) {}

  List<Condition> run(Live live, List<RolePair> roles, Instant now) {
    DomainTree tree = live.tree();
    Instant horizon = now.plus(longestNotice(tree), ChronoUnit.DAYS);
    List<ExpiryRow> soon = new ArrayList<>();
    store.<Boolean>read(read -> {
      read.nearExpiry(horizon, now, soon::add);
      return true;
    });
    return Stream.concat(
            soon.stream().map(row -> inUse(live, row)).filter(Objects::nonNull),
            roles.stream().filter(role -> role.pair() != null).map(role -> ofCertdir(tree, role)))
        .filter(each -> !each.toldFrom().isAfter(now))
        .map(each -> condition(each, now))
        .toList();
  }

  private static @Nullable InUse inUse(Live live, ExpiryRow row) {
    CertificateId certificate = row.certificate();
    Domain domain = live.tree().domain(row.domainId());
    if (domain != null && certificate.equals(domain.certificate())) {
      return new InUse(
          "The certificate of '" + domain.name() + "'",
          row.notAfter(),
          isRenewed(row, domain) ? plan(row).notice() : told(row.notAfter(), live.tree(), domain),
          action(row, domain),
          Where.domain(domain.name()));
    }
    return certificate.equals(live.defaultCertificate()) ? ofDefault(live.tree(), row) : null;
  }

  /** Whether an authority issued it, and automation is on: what is told then is that it failed. */
  private static boolean isRenewed(ExpiryRow row, Domain domain) {
    return row.source().equals("acme") && domain.settings().isOn(Setting.ACME_ENABLED);
  }

  private static RenewalPlan plan(ExpiryRow row) {
    var window = row.window();
    return RenewalPlan.of(
        row.domainId(),
        row.leafSha256(),
        row.notBefore(),
        row.notAfter(),
        window == null ? null : Window.announced(window.start(), window.end(), window.reason()));
  }

  private static Instant told(Instant notAfter, DomainTree tree, @Nullable Domain domain) {
    return notAfter.minus(notice(tree, domain), ChronoUnit.DAYS);
  }

  private static String action(ExpiryRow row, Domain domain) {
    if (isRenewed(row, domain)) {
      return "It was due for renewal: see 'treeline acme status "
          + domain.name()
          + "' for why not.";
    }
    return row.source().equals("local-ca")
        ? "Look into the server's log for why the local authority didn't renew it, then have it"
            + " issue another with 'treeline cert local-ca issue "
            + domain.name()
            + "'."
        : "Put a new one in with 'treeline cert put " + domain.name() + " FILE', or clear it.";
  }

  private static InUse ofDefault(DomainTree tree, ExpiryRow row) {
    return new InUse(
        "The default certificate",
        row.notAfter(),
        told(row.notAfter(), tree, tree.master()),
        "Look into the server's log for why it was not renewed, as it is at two thirds of its life.",
        Where.INSTALLATION);
  }

  private static InUse ofCertdir(DomainTree tree, RolePair role) {
    return new InUse(
        "The pair in the certdir " + role.certdir(),
        Objects.requireNonNull(role.pair()).notAfter(),
        told(Objects.requireNonNull(role.pair()).notAfter(), tree, tree.master()),
        "Put a new server.key and server.crt there.",
        Where.role(role.role()));
  }

  private static Condition condition(InUse certificate, Instant now) {
    Duration left = Duration.between(now, certificate.notAfter());
    boolean expired = !left.isPositive();
    String when = (expired ? " expired at " : " expires at ") + certificate.notAfter();
    return new Condition(
        CHECK,
        expired ? Status.ERROR : Status.WARNING,
        certificate.what() + when + (expired ? "." : ", in " + words(left) + "."),
        certificate.action(),
        certificate.where());
  }

  private static String words(Duration left) {
    long days = left.toDays();
    long hours = left.toHours();
    return days > 0
        ? days + (days == 1 ? " day" : " days")
        : hours > 0 ? hours + (hours == 1 ? " hour" : " hours") : "less than an hour";
  }

  private static long notice(DomainTree tree, @Nullable Domain domain) {
    String days =
        domain == null
            ? Setting.EXPIRY_NOTICE_DAYS.fallback()
            : tree.effective(domain, Setting.EXPIRY_NOTICE_DAYS);
    return Long.parseLong(Objects.requireNonNull(days));
  }

  /** The longest notice that any domain asks for; looked for only when the tree has changed. */
  private long longestNotice(DomainTree tree) {
    if (tree != noticedIn) {
      long[] longest = {notice(tree, null)};
      tree.forEach(domain -> {
        String own = domain.settings().get(Setting.EXPIRY_NOTICE_DAYS);
        if (own != null) {
          longest[0] = Math.max(longest[0], Long.parseLong(own));
        }
      });
      longestNotice = longest[0];
      noticedIn = tree;
    }
    return longestNotice;
  }
}
