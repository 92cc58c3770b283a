package io.treeline.acme;

import io.treeline.core.state.Condition;
import io.treeline.store.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells people what happens to accounts: in the log of the installation, and for two weeks in
 * system_state that an authority has other terms. Safe for use by several threads; may block.
 */
final class AccountReports implements AccountNews {

  private static final Duration SHOWN = Duration.ofDays(14);

  private final Store store;
  private final IssuanceReports reports;
  private final InstantSource clock;
  private final Map<URI, Changed> changed = new ConcurrentHashMap<>();

  AccountReports(Store store, IssuanceReports reports, InstantSource clock) {
    this.store = store;
    this.reports = reports;
    this.clock = clock;
  }

  private record Changed(Instant at, Condition condition) {}

  @Override
  public void termsChanged(
      URI directory, String holder, @Nullable String from, @Nullable String to) {
    String sentence =
        directory
            + " has other terms of service than those that were agreed to"
            + (from == null ? "" : " (" + from + ")")
            + (to == null ? "." : ": " + to + ".");
    if (changed.put(directory, new Changed(clock.instant(), IssuanceReports.terms(sentence)))
        == null) {
      store.change(write -> IssuanceLog.note(write, "account.terms-changed", sentence));
      look();
    }
  }

  @Override
  public void replaced(URI directory, String holder, Trouble trouble) {
    store.change(write ->
        IssuanceLog.note(
            write,
            "account.replaced",
            "The account of "
                + holder
                + " at "
                + directory
                + " ended, another takes its place: "
                + trouble.sentence()));
  }

  /** Shows what is to be shown now. */
  void look() {
    Instant now = clock.instant();
    changed.values().removeIf(each -> each.at().plus(SHOWN).isBefore(now));
    reports.terms(changed.values().stream().map(Changed::condition).toList());
  }
}
