package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import io.treeline.store.AuditLine;
import io.treeline.store.CertificateRow;
import io.treeline.store.DomainRow;
import io.treeline.store.PairRow;
import io.treeline.store.Store;
import io.treeline.store.StoreRead;
import io.treeline.store.StoreWrite;
import io.treeline.store.TicketKeyRow;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every installation has before anybody writes to it: the master domain, the default
 * certificate, and the secrets of session tickets. Made on the first start, kept up from then on by
 * calling {@link #keepUp} now and then. Safe for use by several threads; every call may block.
 */
public final class Installation {

  /** The context under which the installation's ticket secrets are stored. */
  private static final String TICKETS = "tickets";

  private static final Duration DEFAULT_LIFETIME = Duration.ofDays(365);
  private static final Duration TICKET_CURRENT = Duration.ofHours(6);
  private static final Duration TICKET_ACCEPTED = Duration.ofHours(18);
  private static final int TICKET_SECRET_OCTETS = 32;
  private static final Duration KEYS_IN_HISTORY = Duration.ofDays(30);
  private static final Duration FORGET_EVERY = Duration.ofHours(6);

  private final Store store;
  private final InstantSource clock;
  private final CertificateIntake intake;
  private final Principal who = new Principal.Room("installation");
  private final SecureRandom random = new SecureRandom();
  private volatile Instant forgotten = Instant.MIN;

  /** The installation that the store holds. */
  public Installation(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.intake = new CertificateIntake(clock);
  }

  /** Makes what isn't there yet; {@code masterName} is for a first start only. */
  public void prepare(DomainName masterName) {
    DomainRow master = store.<@Nullable DomainRow>read(StoreRead::master);
    if (master == null) {
      store.change(write -> makeMaster(write, masterName));
    }
    keepUp();
  }

  /**
   * Renews the default certificate and the ticket secrets where it is time, and drops the keys of
   * certificates that are history for long.
   */
  public void keepUp() {
    Instant now = clock.instant();
    if (store.<Boolean>read(read -> defaultIsDue(read, now))) {
      renewDefault();
    }
    if (store.<Boolean>read(read -> ticketsAreDue(read, now))) {
      store.change(write -> rotateTickets(write, now));
    }
    if (!now.minus(FORGET_EVERY).isBefore(forgotten)) {
      store.change(write -> forgetKeys(write, now));
      forgotten = now;
    }
  }

  private void forgetKeys(StoreWrite write, Instant now) {
    long keys = write.forgetKeys(now.minus(KEYS_IN_HISTORY));
    if (keys > 0) {
      write.audit(new AuditLine(who.name(), "certificate.forget", "history", keys + " keys"));
    }
  }

  /** The ticket secrets that open tickets now, the one for new tickets first. */
  public List<byte[]> ticketSecrets() {
    Instant now = clock.instant();
    return store.read(StoreRead::ticketKeys).stream()
        .filter(row -> row.context().equals(TICKETS) && row.until().isAfter(now))
        .map(TicketKeyRow::octets)
        .toList();
  }

  private void makeMaster(StoreWrite write, DomainName name) {
    if (write.master() == null) {
      long unused = write.insertDomain(name, 0);
      write.audit(new AuditLine(who.name(), "domain.add", name.text(), "the master domain"));
    }
  }

  /** At two thirds of its lifetime, and when the master has another name. */
  private static boolean defaultIsDue(StoreRead read, Instant now) {
    CertificateRow row = read.defaultCertificate();
    if (row == null) {
      return true;
    }
    DomainName master = Objects.requireNonNull(read.master()).name();
    PairRow pair = row.pairs().getFirst();
    Duration lifetime = Duration.between(pair.notBefore(), pair.notAfter());
    return !pair.names().contains(master.text())
        || now.isAfter(pair.notAfter().minus(lifetime.dividedBy(3)));
  }

  /** A dual certificate, so that phones which know RSA only can talk to a fresh installation. */
  private void renewDefault() {
    DomainName master =
        Objects.requireNonNull(store.<@Nullable DomainRow>read(StoreRead::master)).name();
    Instant now = clock.instant();
    List<CertifiedKey> pairs =
        List.of(
            SelfSigned.create(master, DEFAULT_LIFETIME, KeyType.EC256, now),
            SelfSigned.create(master, DEFAULT_LIFETIME, KeyType.RSA2048, now));
    CertificateBundle bundle = new CertificateBundle("", pairs);
    store.change(write -> {
      if (defaultIsDue(write, now)) {
        write.putDefaultCertificate(intake.toStore(bundle, "default", who));
        write.audit(new AuditLine(who.name(), "certificate.default", master.text(), ""));
      }
    });
  }

  private static boolean ticketsAreDue(StoreRead read, Instant now) {
    return read.ticketKeys().stream()
        .filter(row -> row.context().equals(TICKETS))
        .noneMatch(row -> row.from().plus(TICKET_CURRENT).isAfter(now));
  }

  private void rotateTickets(StoreWrite write, Instant now) {
    if (!ticketsAreDue(write, now)) {
      return;
    }
    byte[] secret = new byte[TICKET_SECRET_OCTETS];
    random.nextBytes(secret);
    List<TicketKeyRow> keys = new ArrayList<>();
    keys.add(new TicketKeyRow(TICKETS, secret, now, now.plus(TICKET_ACCEPTED)));
    write.ticketKeys().stream()
        .filter(row -> row.context().equals(TICKETS) && row.until().isAfter(now))
        .forEach(keys::add);
    write.putTicketKeys(TICKETS, keys);
  }
}
