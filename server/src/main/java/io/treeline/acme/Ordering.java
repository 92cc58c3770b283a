package io.treeline.acme;

import io.treeline.acme.AuthorityException.Ended;
import io.treeline.acme.AuthorityException.Refused;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.OwnKey;
import io.treeline.core.cert.PublicPair;
import io.treeline.store.AcmeOrderRow;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One order on its way from the authority's first answer to the certificate (RFC 8555 §7.4). What
 * to do next follows from the order's state at the authority, not from what was done here, so that
 * it goes on from anywhere. For one thread; blocks.
 */
final class Ordering {

  private static final Logger log = LoggerFactory.getLogger(Ordering.class);

  private final OrderRows rows;
  private final OrderPlacing placing;
  private final Challenger challenger;
  private final ChallengeChoice.Chooser chooser;
  private final Pause pause;
  private final InstantSource clock;
  private final AccountSession account;
  private final Wanted wanted;
  private final KeyType keyType;

  /** An order that the authority had lost or ended before this run isn't a failure. */
  private boolean isResumed;

  private @Nullable ChallengeChoice choice;

  Ordering(OrdersParts parts, AccountSession account, Wanted wanted, KeyType keyType) {
    this.rows = parts.rows();
    this.placing = new OrderPlacing(parts.rows(), account, wanted);
    this.challenger = parts.challenger();
    this.chooser = parts.chooser();
    this.pause = parts.pause();
    this.clock = parts.clock();
    this.account = account;
    this.wanted = wanted;
    this.keyType = keyType;
  }

  /**
   * Orders a certificate, or goes on with the order in the store, and stores what was issued.
   *
   * @param row null for a new order
   * @throws Ended if the one in the store can't go on, which is gone from there then
   */
  AcmeOrderRow run(@Nullable AcmeOrderRow row) throws AuthorityException, DroppedException {
    isResumed = row != null;
    AcmeOrderRow at = row;
    if (at == null) {
      choose();
      at = rows.begin(wanted, keyType, account.id());
    }
    while (at.chainDer() == null) {
      at = advanced(at);
    }
    return at;
  }

  private AcmeOrderRow advanced(AcmeOrderRow row) throws AuthorityException, DroppedException {
    try {
      return goneOn(row);
    } catch (Refused e) {
      if (e.isGone() && isResumed) {
        log.info("acme.order.gone {}: the authority doesn't have it any more", wanted.name());
        throw new Ended(e.trouble(), List.of());
      }
      throw e;
    }
  }

  private AcmeOrderRow goneOn(AcmeOrderRow row) throws AuthorityException, DroppedException {
    if (row.location() == null) {
      if (!isResumed) {
        return placing.placed(row, false);
      }
      choose();
      return placing.placed(row, true);
    }
    Order order = account.login().bindOrder(Accounts.url(row.location()));
    Optional<Instant> unused = ask("the order", order::fetch);
    return switch (order.getStatus()) {
      case PENDING -> validated(row, order);
      case READY, PROCESSING -> finalised(row, order);
      case VALID -> downloaded(row, order);
      default -> throw ended(order);
    };
  }

  private AcmeOrderRow validated(AcmeOrderRow row, Order order)
      throws AuthorityException, DroppedException {
    ChallengeChoice chosen = choose();
    AcmeOrderRow at = rows.challenged(wanted, row, chosen.text());
    challenger.pass(account, order, chosen, wanted.name());
    Polling polling = new Polling(pause, clock);
    while (true) {
      Optional<Instant> retryAfter = ask("the order", order::fetch);
      if (order.getStatus() != Status.PENDING) {
        break;
      }
      polling.looked(retryAfter.orElse(null));
      polling.next("the order");
    }
    return rows.stepped(wanted, at, OrderStep.VALIDATED);
  }

  private AcmeOrderRow finalised(AcmeOrderRow row, Order order)
      throws AuthorityException, DroppedException {
    if (order.getStatus() == Status.PROCESSING && !row.hasKey()) {
      throw lost();
    }
    AcmeOrderRow at = rows.stepped(wanted, row, laterOf(row, OrderStep.VALIDATED));
    OwnKey known = at.hasKey() ? rows.key(at) : null;
    OwnKey key = known == null ? OwnKey.create(keyType) : known;
    if (known == null) {
      at = rows.finalised(wanted, at, key);
    }
    byte[] request = key.request(wanted.names());
    Boolean unused =
        account
            .authority()
            .ask(
                "the certificate",
                attempt -> {
                  if (attempt > 1) {
                    var again = order.fetch();
                  }
                  if (order.getStatus() == Status.READY) {
                    order.execute(request);
                  }
                  return true;
                });
    Polling polling = new Polling(pause, clock);
    while (true) {
      polling.next("the certificate");
      Optional<Instant> retryAfter = ask("the order", order::fetch);
      switch (order.getStatus()) {
        case VALID -> {
          return downloaded(at, order);
        }
        case READY, PROCESSING -> polling.looked(retryAfter.orElse(null));
        default -> {
          throw ended(order);
        }
      }
    }
  }

  private static OrderStep laterOf(AcmeOrderRow row, OrderStep step) {
    return row.step().equals(OrderStep.FINALISED.word()) ? OrderStep.FINALISED : step;
  }

  private AcmeOrderRow downloaded(AcmeOrderRow row, Order order)
      throws AuthorityException, DroppedException {
    OwnKey key = rows.key(row);
    if (key == null) {
      throw lost();
    }
    PublicPair chain =
        account
            .authority()
            .ask(
                "the certificate",
                attempt -> {
                  Certificate certificate =
                      account.login().bindCertificate(order.getCertificate().getLocation());
                  certificate.download();
                  return ChainChoice.of(certificate, wanted.preferredChain());
                });
    Set<String> covered = new HashSet<>(chain.names().texts());
    if (!covered.equals(new HashSet<>(wanted.names())) || !key.fits(chain.leaf())) {
      throw new Refused(
          new Trouble(
              "rejected",
              "The authority issued a certificate for "
                  + String.join(", ", covered)
                  + " that isn't what was ordered.",
              "Tell the authority; it is ordered anew.",
              null),
          "",
          0);
    }
    String root = wanted.preferredChain();
    if (root != null && !ChainChoice.leadsTo(chain, root)) {
      rows.noteOtherChain(wanted, root, ChainChoice.rootOf(chain));
    }
    return rows.issued(wanted, row, chain);
  }

  /** An order that is ready or issued, with a key that nobody has. */
  private AuthorityException lost() {
    Trouble trouble =
        new Trouble(
            "store",
            "The private key of the order can't be opened.",
            "Nothing: it is ordered anew.",
            null);
    return isResumed ? new Ended(trouble, List.of()) : new Refused(trouble, "", 0);
  }

  private AuthorityException ended(Order order) {
    URI directory = account.authority().directory();
    Trouble trouble =
        order
            .getError()
            .map(problem -> ProblemWords.ofChallenge(directory, problem))
            .orElseGet(() ->
                new Trouble(
                    "rejected",
                    "The authority at " + directory + " ended the order without a reason.",
                    "It is ordered anew.",
                    null));
    List<String> unconfirmed = Challenger.unconfirmed(account, order);
    return isResumed ? new Ended(trouble, unconfirmed) : Refused.unconfirmed(trouble, unconfirmed);
  }

  private ChallengeChoice choose() throws AuthorityException {
    ChallengeChoice chosen = choice;
    if (chosen == null) {
      chosen = chooser.choose(wanted, account.authority().offer(), account);
      choice = chosen;
    }
    return chosen;
  }

  private <T> T ask(String what, Fetch<T> fetch) throws AuthorityException {
    return account.authority().ask(what, attempt -> fetch.it());
  }

  private interface Fetch<T> {
    T it() throws AcmeException;
  }
}
