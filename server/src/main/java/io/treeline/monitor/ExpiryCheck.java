package io.treeline.monitor;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.state.Condition;
import io.treeline.core.state.StateEntry.Status;
import io.treeline.core.state.StateEntry.Where;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.store.ExpiryRow;
import io.treeline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds certificates of domains that have expired, or will within the notice that the domain's
 * settings give. The store is asked for those near their end only, not for all.
 */
final class ExpiryCheck {

  static final String CHECK = "certificate-expiry";

  private final Store store;
  private DomainTree noticedIn = DomainTree.EMPTY;
  private long longestNotice;

  ExpiryCheck(Store store) {
    this.store = store;
  }

  List<Condition> run(DomainTree tree, Instant now) {
    List<Condition> found = new ArrayList<>();
    Instant horizon = now.plus(longestNotice(tree), ChronoUnit.DAYS);
    List<ExpiryRow> soon = new ArrayList<>();
    store.<Boolean>read(read -> {
      read.expiringBefore(horizon, soon::add);
      return true;
    });
    for (ExpiryRow row : soon) {
      Condition condition = judge(tree, row, now);
      if (condition != null) {
        found.add(condition);
      }
    }
    return found;
  }

  private static @Nullable Condition judge(DomainTree tree, ExpiryRow row, Instant now) {
    Domain domain = tree.domain(row.domainId());
    if (domain == null || !isItsOwn(domain, row.certificate())) {
      return null;
    }
    Duration left = Duration.between(now, row.notAfter());
    if (left.compareTo(Duration.ofDays(notice(tree, domain))) > 0) {
      return null;
    }
    boolean expired = !left.isPositive();
    String reason =
        expired
            ? "The certificate of '" + domain.name() + "' expired at " + row.notAfter() + "."
            : "The certificate of '"
                + domain.name()
                + "' expires at "
                + row.notAfter()
                + ", in "
                + words(left)
                + ".";
    return new Condition(
        CHECK,
        expired ? Status.ERROR : Status.WARNING,
        reason,
        "Put a new one in with 'treeline cert put " + domain.name() + " FILE', or clear it.",
        Where.domain(domain.name()));
  }

  private static boolean isItsOwn(Domain domain, CertificateId certificate) {
    return certificate.equals(domain.certificate());
  }

  private static String words(Duration left) {
    long days = left.toDays();
    return days > 0 ? days + (days == 1 ? " day" : " days") : left.toHours() + " hours";
  }

  private static long notice(DomainTree tree, Domain domain) {
    String days = tree.effective(domain, Setting.EXPIRY_NOTICE_DAYS);
    return days == null ? 0 : Long.parseLong(days);
  }

  /** The longest notice that any domain asks for; looked for only when the tree has changed. */
  private long longestNotice(DomainTree tree) {
    if (tree != noticedIn) {
      long[] longest = {Long.parseLong(String.valueOf(Setting.EXPIRY_NOTICE_DAYS.fallback()))};
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
