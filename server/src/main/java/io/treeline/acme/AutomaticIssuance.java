package io.treeline.acme;

import io.treeline.acme.challenge.ChallengeBoard;
import io.treeline.acme.challenge.PersistentRecord;
import io.treeline.acme.challenge.Preflight;
import io.treeline.config.Acme;
import io.treeline.config.General;
import io.treeline.core.state.Reporter;
import io.treeline.feed.ChangeFeed;
import io.treeline.registry.Registry;
import io.treeline.store.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Automatic issuance on this server: the answers to operators, and the loop that orders where it
 * has a role {@code mware}. What speaks to authorities is made ready when the first domain is due,
 * so that a server without automation loads nothing of it. Safe for use by several threads.
 */
public final class AutomaticIssuance implements AutoCloseable {

  private final Issuance issuance;
  private final @Nullable Issuer issuer;

  private AutomaticIssuance(Issuance issuance, @Nullable Issuer issuer) {
    this.issuance = issuance;
    this.issuer = issuer;
  }

  /**
   * What it stands on.
   *
   * @param environment where secrets of the configuration may be
   */
  public record Ground(
      Store store,
      ChangeFeed feed,
      Registry registry,
      Reporter reporter,
      General general,
      Map<String, String> environment,
      InstantSource clock) {

    /** Without the environment. */
    @Override
    public String toString() {
      return "Ground";
    }
  }

  /** Issuance by a role of this server; {@link #start} sets it going. */
  public static AutomaticIssuance of(Ground ground, Acme acme) {
    IssuanceReports reports = new IssuanceReports(ground.reporter());
    AccountReports accounts = new AccountReports(ground.store(), reports, ground.clock());
    ChallengeBoard board =
        ChallengeBoard.of(
            ground.store(),
            ground.feed(),
            acme.dns(),
            acme.resolvers(),
            ground.environment(),
            ground.clock());
    LateOrders orders = new LateOrders(() -> orders(ground, acme, board, accounts));
    WallClock wallClock =
        new WallClock(ground.clock(), System::nanoTime, new LateDate(acme.caFile()));
    return of(ground, acme, reports, accounts, board, orders, wallClock);
  }

  static AutomaticIssuance of(
      Ground ground,
      Acme acme,
      IssuanceReports reports,
      AccountReports accounts,
      ChallengeBoard board,
      LateOrders orders,
      WallClock wallClock) {
    Issuer issuer =
        new Issuer(
            new Issuer.Ground(
                ground.store(),
                ground.feed(),
                acme,
                reports,
                accounts,
                board,
                orders,
                wallClock,
                ground.clock()));
    Issuance issuance =
        new Issuance(ground.store(), ground.feed(), acme, issuer, orders, ground.clock());
    return new AutomaticIssuance(issuance, issuer);
  }

  /** Answers only, on a server without the role; {@code acme} is what another's is told. */
  public static AutomaticIssuance elsewhere(Ground ground, Acme acme) {
    return new AutomaticIssuance(
        new Issuance(ground.store(), ground.feed(), acme, null, null, ground.clock()), null);
  }

  static Orders orders(Ground ground, Acme acme, ChallengeBoard board, AccountReports accounts)
      throws AuthorityTrust.UnreadableException {
    ChallengeChoice.StandingAuthorization standing =
        (name, wildcard, account, identities) ->
            identities.isEmpty()
                ? "The authority has no name in the DNS, so no record can authorise "
                    + name
                    + ": choose another acme_challenge."
                : new PersistentRecord(
                        name,
                        identities,
                        Accounts.uri(account.login().getAccountLocation()),
                        wildcard)
                    .look(acme.resolvers(), ground.clock().instant())
                    .objection();
    return Orders.of(
        acme,
        new Orders.Ground(
            ground.store(),
            ground.registry(),
            board,
            new Preflight(ground.general(), acme, board, ground.clock()),
            standing,
            accounts,
            ground.clock(),
            ground.environment()));
  }

  /** What operators ask and order. */
  public Issuance issuance() {
    return issuance;
  }

  /** Sets the loop going, where there is one. */
  public void start() {
    if (issuer != null) {
      issuer.start();
    }
  }

  /** Done once everything was looked at that may be open in system_state. */
  public CompletableFuture<Void> looked() {
    return issuer == null ? CompletableFuture.completedFuture(null) : issuer.looked();
  }

  /** Takes no more orders, and lets those that run come to the end of their step. */
  @Override
  public void close() {
    if (issuer != null) {
      issuer.close();
    }
  }
}
