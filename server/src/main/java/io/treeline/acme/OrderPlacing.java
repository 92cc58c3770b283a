package io.treeline.acme;

import io.treeline.acme.AuthorityException.Refused;
import io.treeline.store.AcmeOrderRow;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.OrderBuilder;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNotSupportedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an authority for an order (RFC 8555 §7.4) so that a lost answer doesn't leave a second one:
 * before it asks again, it looks for the first among the account's orders, where the authority
 * lists them. Let's Encrypt doesn't, and gives the same order again. For one thread; blocks.
 */
final class OrderPlacing {

  private static final Logger log = LoggerFactory.getLogger(OrderPlacing.class);

  /** The list may be long, and its order isn't said: the last ones are looked at. */
  private static final int LOOKED_AT = 50;

  private static final int LISTED = 2_000;

  private final OrderRows rows;
  private final AccountSession account;
  private final Wanted wanted;

  OrderPlacing(OrderRows rows, AccountSession account, Wanted wanted) {
    this.rows = rows;
    this.account = account;
    this.wanted = wanted;
  }

  /**
   * Places the order and notes where it is.
   *
   * @param maybePlaced whether the authority may have it already
   */
  AcmeOrderRow placed(AcmeOrderRow row, boolean maybePlaced)
      throws AuthorityException, DroppedException {
    String profile = profile(account.authority().offer());
    URI location = null;
    String replaces = account.authority().offer().renewalInfo() == null ? null : row.replaces();
    if (replaces != null) {
      location = placedInPlaceOf(replaces, profile, maybePlaced);
    }
    if (location == null) {
      location = place(profile, null, maybePlaced);
    }
    return rows.located(row, location);
  }

  /**
   * Places it as the renewal of another; null if the authority doesn't take that: it may not know
   * that one, have renewed it already (RFC 9773 §5), or have issued it to another account.
   */
  private @Nullable URI placedInPlaceOf(
      String replaces, @Nullable String profile, boolean maybePlaced) throws AuthorityException {
    try {
      return place(profile, replaces, maybePlaced);
    } catch (Refused e) {
      // "unauthorized" may speak of what is replaced, which another account ordered; if it speaks
      // of this account, asking without tells.
      if (e.type().equals("rejectedIdentifier") || e.type().equals("accountDoesNotExist")) {
        throw e;
      }
      log.info("acme.order.replaces-refused {}: {}", wanted.name(), e.trouble().sentence());
      return null;
    } catch (AuthorityException.Busy e) {
      if (e.wholeAuthority() || !e.trouble().kind().equals("authority")) {
        throw e;
      }
      log.info("acme.order.replaces-refused {}: {}", wanted.name(), e.trouble().sentence());
      return null;
    }
  }

  private URI place(@Nullable String profile, @Nullable String replaces, boolean maybePlaced)
      throws AuthorityException {
    return account
        .authority()
        .ask(
            "a new order",
            attempt -> {
              URI found = attempt > 1 || maybePlaced ? found() : null;
              if (found != null) {
                log.info("acme.order.found {} at {}", wanted.name(), found);
                return found;
              }
              OrderBuilder order = account.login().newOrder().domains(wanted.names());
              if (profile != null) {
                order.profile(profile);
              }
              if (replaces != null) {
                order.replaces(replaces);
              }
              return Accounts.uri(order.create().getLocation());
            });
  }

  /** The profile to ask for: what the authority doesn't offer isn't asked of it. */
  private @Nullable String profile(Offer offer) throws Refused {
    String profile = wanted.profile();
    if (profile == null || offer.profiles().contains(profile)) {
      return profile;
    }
    if (offer.profiles().isEmpty()) {
      log.warn(
          "acme.order.no-profiles {}: the authority at {} has none, so its only kind is ordered",
          wanted.name(),
          account.authority().directory());
      return null;
    }
    throw new Refused(
        new Trouble(
            "rejected",
            "The authority at "
                + account.authority().directory()
                + " has no profile '"
                + profile
                + "', only "
                + String.join(", ", offer.profiles().stream().sorted().toList())
                + ".",
            "Set acme_profile to one of these, or clear it.",
            null),
        "invalidProfile",
        0);
  }

  /** An order of the account for the same names that nobody here has; null if there is none. */
  private @Nullable URI found() throws AcmeException {
    List<URL> listed = listed();
    Set<URI> known = new HashSet<>();
    rows.of(wanted.domainId())
        .forEach(row -> {
          if (row.location() != null) {
            known.add(row.location());
          }
        });
    Set<String> names = new HashSet<>(wanted.names());
    for (URL each : listed.reversed().stream().limit(LOOKED_AT).toList()) {
      if (known.contains(Accounts.uri(each))) {
        continue;
      }
      Order order = account.login().bindOrder(each);
      var unused = order.fetch();
      boolean open = order.getStatus() == Status.PENDING || order.getStatus() == Status.READY;
      if (open && names.equals(names(order))) {
        return Accounts.uri(each);
      }
    }
    return null;
  }

  private List<URL> listed() throws AcmeException {
    List<URL> listed = new ArrayList<>();
    try {
      var unused = account.login().getAccount().fetch();
      Iterator<Order> orders = account.login().getAccount().getOrders();
      while (orders.hasNext() && listed.size() < LISTED) {
        listed.add(orders.next().getLocation());
      }
    } catch (AcmeNotSupportedException e) {
      return List.of();
    }
    return listed;
  }

  private static Set<String> names(Order order) {
    Set<String> names = new HashSet<>();
    for (Identifier each : order.getIdentifiers()) {
      names.add(each.getDomain());
    }
    return names;
  }
}
