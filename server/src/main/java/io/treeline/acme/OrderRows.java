package io.treeline.acme;

import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.OwnKey;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.core.tree.Setting;
import io.treeline.feed.CatchUp;
import io.treeline.store.AcmeOrderRow;
import io.treeline.store.DomainRow;
import io.treeline.store.NewAcmeOrder;
import io.treeline.store.Store;
import io.treeline.store.StoreWrite;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders in the store. Each step is written here before it is taken; a step of an order whose
 * row is gone isn't. Safe for use by several threads; blocks.
 */
final class OrderRows {

  private static final Logger log = LoggerFactory.getLogger(OrderRows.class);

  private final Store store;
  private final InstantSource clock;

  OrderRows(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  List<AcmeOrderRow> of(long domainId) {
    return store.<List<AcmeOrderRow>>read(read -> read.acmeOrders(domainId));
  }

  /**
   * Begins an order. Of a dual certificate only the first says which one it replaces: an authority
   * takes that once.
   *
   * @throws DroppedException if the domain isn't there, has another name, or isn't to have one
   */
  AcmeOrderRow begin(Wanted wanted, KeyType keyType, long accountId) throws DroppedException {
    NewAcmeOrder order =
        new NewAcmeOrder(
            wanted.domainId(),
            accountId,
            wanted.names(),
            keyType.text(),
            wanted.profile(),
            wanted.keyTypes().getFirst() == keyType ? wanted.replaces() : null,
            OrderStep.ORDERED.word(),
            clock.instant());
    AcmeOrderRow row =
        store.<@Nullable AcmeOrderRow>write(
            write -> isWanted(write, wanted) ? added(write, order) : null);
    if (row == null) {
      throw new DroppedException(
          "'" + wanted.name() + "' was removed, renamed or taken out of automation: no order.");
    }
    log(wanted, OrderStep.ORDERED);
    return row;
  }

  private static boolean isWanted(StoreWrite write, Wanted wanted) {
    DomainRow domain = write.domain(wanted.domainId());
    return domain != null
        && domain.name().equals(wanted.name())
        && CatchUp.settings(write, domain.id()).isOn(Setting.ACME_ENABLED);
  }

  private static AcmeOrderRow added(StoreWrite write, NewAcmeOrder order) {
    long id = write.addAcmeOrder(order);
    return write.acmeOrders(order.domainId()).stream()
        .filter(row -> row.id() == id)
        .findFirst()
        .orElseThrow();
  }

  /** Notes where the order is. */
  AcmeOrderRow located(AcmeOrderRow row, URI location) throws DroppedException {
    return written(copy(row, row.step(), row.challenge(), location, row.chainDer()));
  }

  /** Notes that answers are put up next. */
  AcmeOrderRow challenged(Wanted wanted, AcmeOrderRow row, String challenge)
      throws DroppedException {
    AcmeOrderRow next =
        written(copy(row, OrderStep.CHALLENGED.word(), challenge, row.location(), row.chainDer()));
    log(wanted, OrderStep.CHALLENGED);
    return next;
  }

  /** Notes a step that has nothing beside its name. */
  AcmeOrderRow stepped(Wanted wanted, AcmeOrderRow row, OrderStep step) throws DroppedException {
    if (row.step().equals(step.word())) {
      return row;
    }
    AcmeOrderRow next =
        written(copy(row, step.word(), row.challenge(), row.location(), row.chainDer()));
    log(wanted, step);
    return next;
  }

  /** Stores the certificate's key, sealed, and notes that the request goes out next. */
  AcmeOrderRow finalised(Wanted wanted, AcmeOrderRow row, OwnKey key) throws DroppedException {
    AcmeOrderRow next =
        copy(row, OrderStep.FINALISED.word(), row.challenge(), row.location(), row.chainDer());
    byte[] pkcs8 = key.pkcs8();
    boolean there =
        store.<Boolean>write(write ->
            write.putAcmeOrderKey(row.id(), row.domainId(), pkcs8) && write.updateAcmeOrder(next));
    AcmeOrderRow after = require(there, next);
    log(wanted, OrderStep.FINALISED);
    return withKey(after);
  }

  /** Keeps what was issued and notes that it is put into the tree next. */
  AcmeOrderRow issued(Wanted wanted, AcmeOrderRow row, PublicPair chain) throws DroppedException {
    AcmeOrderRow next =
        written(copy(row, OrderStep.STORED.word(), row.challenge(), row.location(), chain.der()));
    log(wanted, OrderStep.STORED);
    return next;
  }

  /** Notes that the authority has no chain to the root that is preferred. */
  void noteOtherChain(Wanted wanted, String preferred, X500Principal root) {
    store.change(write ->
        IssuanceLog.note(
            write,
            wanted.domainId(),
            wanted.name(),
            "certificate.other-chain",
            wanted.directory()
                + " has no chain that leads to '"
                + preferred
                + "': its usual one is taken, which leads to '"
                + root.getName()
                + "'. Set acme_preferred_chain to a root that it has, or clear it.",
            null));
  }

  /** What was issued is in force, which ended its rows. */
  static void served(Wanted wanted) {
    log(wanted, OrderStep.SERVED);
  }

  /** The key of an order's certificate; null if there is none that can be used. */
  @Nullable OwnKey key(AcmeOrderRow row) {
    byte[] pkcs8 = store.<byte @Nullable []>read(read -> read.acmeOrderKey(row.id()));
    try {
      return pkcs8 == null ? null : OwnKey.restore(pkcs8);
    } catch (UnusableCertificateException e) {
      return null;
    }
  }

  void remove(List<AcmeOrderRow> rows) {
    if (!rows.isEmpty()) {
      store.change(write -> rows.forEach(row -> write.removeAcmeOrder(row.id())));
    }
  }

  /** Removes all of a domain's, and counts them. */
  int removeAll(long domainId) {
    List<AcmeOrderRow> rows = of(domainId);
    remove(rows);
    return rows.size();
  }

  private AcmeOrderRow written(AcmeOrderRow next) throws DroppedException {
    return require(store.<Boolean>write(write -> write.updateAcmeOrder(next)), next);
  }

  private static AcmeOrderRow require(boolean there, AcmeOrderRow row) throws DroppedException {
    if (!there) {
      throw new DroppedException(
          "The order for " + row.names().getFirst() + " was dropped meanwhile.");
    }
    return row;
  }

  private AcmeOrderRow copy(
      AcmeOrderRow row,
      String step,
      @Nullable String challenge,
      @Nullable URI location,
      @Nullable List<byte[]> chainDer) {
    Instant now = clock.instant();
    return new AcmeOrderRow(
        row.id(),
        row.domainId(),
        row.accountId(),
        row.names(),
        row.keyType(),
        row.profile(),
        challenge,
        row.replaces(),
        step,
        location,
        row.hasKey(),
        chainDer,
        row.began(),
        now);
  }

  private static AcmeOrderRow withKey(AcmeOrderRow row) {
    return new AcmeOrderRow(
        row.id(),
        row.domainId(),
        row.accountId(),
        row.names(),
        row.keyType(),
        row.profile(),
        row.challenge(),
        row.replaces(),
        row.step(),
        row.location(),
        true,
        row.chainDer(),
        row.began(),
        row.stepped());
  }

  private static void log(Wanted wanted, OrderStep step) {
    log.info("acme.order.step {} {}", wanted.name(), step.word());
  }
}
