package io.treeline.acme;

import io.treeline.acme.AuthorityException.Refused;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.OwnKey;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.store.AcmeAccountRow;
import io.treeline.store.NewAcmeAccount;
import io.treeline.store.Store;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes accounts at authorities and keeps them (RFC 8555 §7.3): one for each holder and directory.
 * An account's key is stored, sealed, before the authority hears of it, so that a crash in between
 * leads to the same account. Safe for use by several threads; blocks.
 */
final class Accounts {

  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private static final String NEW = "new";
  private static final String VALID = "valid";
  private static final KeyType KEY = KeyType.EC256;

  private final Store store;
  private final Bindings bindings;
  private final AccountNews news;
  private final InstantSource clock;
  private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
  private final Map<Long, Login> logins = new ConcurrentHashMap<>();

  Accounts(Store store, Bindings bindings, AccountNews news, InstantSource clock) {
    this.store = store;
    this.bindings = bindings;
    this.news = news;
    this.clock = clock;
  }

  /**
   * The holder's account, made if there is none yet, with that e-mail address as its contact.
   *
   * @throws Refused if the authority doesn't make one
   */
  AccountSession of(Authority authority, String holder, String email) throws AuthorityException {
    ReentrantLock turn = turn(authority.directory(), holder);
    turn.lock();
    try {
      AcmeAccountRow row = row(authority.directory(), holder);
      return row == null
          ? register(authority, make(authority.directory(), holder, email))
          : resume(authority, row, email);
    } finally {
      turn.unlock();
    }
  }

  /**
   * What to do after the authority refused something with a reason that may be the account's: if it
   * is, the account ends here, and {@link #of} makes another.
   *
   * @return whether it did
   */
  boolean endIfDead(AccountSession account, Refused refusal) throws AuthorityException {
    if (!refusal.isOfAccount()) {
      return false;
    }
    ReentrantLock turn = turn(account.authority().directory(), account.holder());
    turn.lock();
    try {
      AcmeAccountRow row =
          store.<@Nullable AcmeAccountRow>read(read -> read.acmeAccount(account.id()));
      if (row == null || row.ended() != null) {
        return true;
      }
      if (!isDead(account)) {
        return false;
      }
      end(row, refusal.trouble());
      return true;
    } finally {
      turn.unlock();
    }
  }

  /**
   * Gives an account another key (RFC 8555 §7.3.5). The new one is stored, sealed, before the
   * authority hears of it; after a crash the next use of the account finds out which one it knows.
   */
  void changeKey(Authority authority, String holder) throws AuthorityException {
    ReentrantLock turn = turn(authority.directory(), holder);
    turn.lock();
    try {
      AcmeAccountRow row = row(authority.directory(), holder);
      if (row == null || row.location() == null) {
        return;
      }
      if (!row.changingKey()) {
        byte[] next = OwnKey.create(KEY).pkcs8();
        store.change(write -> write.putAcmeAccountNextKey(row.id(), next));
      }
      finishKeyChange(authority, row);
    } finally {
      turn.unlock();
    }
  }

  private AccountSession resume(Authority authority, AcmeAccountRow row, String email)
      throws AuthorityException {
    if (row.location() == null) {
      return register(authority, row);
    }
    if (row.changingKey()) {
      finishKeyChange(authority, row);
    }
    Login known = login(authority, row);
    if (known == null) {
      end(row, keyLost(authority.directory()));
      return register(authority, make(authority.directory(), row.holder(), email));
    }
    AccountSession account = new AccountSession(row.id(), row.holder(), authority, known);
    AcmeAccountRow current = withTerms(authority, row);
    if (!current.email().equals(email)) {
      try {
        changeContact(account, current, email);
      } catch (Refused e) {
        if (!endIfDead(account, e)) {
          throw e;
        }
        return register(authority, make(authority.directory(), row.holder(), email));
      }
    }
    return account;
  }

  private AcmeAccountRow make(URI directory, String holder, String email) {
    byte[] key = OwnKey.create(KEY).pkcs8();
    Instant now = clock.instant();
    NewAcmeAccount made = new NewAcmeAccount(directory, holder, email, key, now);
    return store.write(
        write -> Objects.requireNonNull(write.acmeAccount(write.addAcmeAccount(made))));
  }

  /** An authority that knows the key already answers with the account that it has (§7.3.1). */
  private AccountSession register(Authority authority, AcmeAccountRow row)
      throws AuthorityException {
    OwnKey key = key(row);
    if (key == null) {
      end(row, keyLost(authority.directory()));
      return register(authority, make(authority.directory(), row.holder(), row.email()));
    }
    Offer offer = authority.offer();
    Bindings.Binding binding = bindings.of(authority.directory(), offer);
    Login login;
    try {
      login =
          authority.ask(
              "a new account",
              attempt -> {
                AccountBuilder builder =
                    new AccountBuilder()
                        .addEmail(row.email())
                        .agreeToTermsOfService()
                        .useKeyPair(key.keyPair());
                if (binding != null) {
                  // Of the algorithms that its length would allow, the one that every authority
                  // takes.
                  builder
                      .withKeyIdentifier(binding.keyId(), binding.key())
                      .withMacAlgorithm("HS256");
                }
                return builder.createLogin(authority.session());
              });
    } catch (Refused e) {
      throw binding == null ? e : Bindings.explained(e);
    }
    AcmeAccountRow confirmed = confirmed(row, uri(login.getAccountLocation()), offer.terms());
    store.change(write -> write.updateAcmeAccount(confirmed));
    logins.put(row.id(), login);
    log.info(
        "acme.account.made {} at {} for {}",
        confirmed.location(),
        authority.directory(),
        row.holder());
    return new AccountSession(row.id(), row.holder(), authority, login);
  }

  private void changeContact(AccountSession account, AcmeAccountRow row, String email)
      throws AuthorityException {
    account
        .authority()
        .tell(
            "another contact",
            () -> {
              Account.EditableAccount changed = account.login().getAccount().modify();
              changed.getContacts().clear();
              changed.addEmail(email).commit();
            });
    AcmeAccountRow next = with(row, email, row.terms());
    store.change(write -> write.updateAcmeAccount(next));
    log.info("acme.account.contact {} at {} for {}", row.location(), row.directory(), row.holder());
  }

  /** Who goes on using an account is taken to agree; that terms changed is for a person to know. */
  private AcmeAccountRow withTerms(Authority authority, AcmeAccountRow row)
      throws AuthorityException {
    String terms = authority.offer().terms();
    if (Objects.equals(terms, row.terms())) {
      return row;
    }
    AcmeAccountRow next = with(row, row.email(), terms);
    store.change(write -> write.updateAcmeAccount(next));
    log.warn(
        "acme.account.terms-changed at {} for {}: from {} to {}",
        row.directory(),
        row.holder(),
        row.terms(),
        terms);
    news.termsChanged(row.directory(), row.holder(), row.terms(), terms);
    return next;
  }

  private void finishKeyChange(Authority authority, AcmeAccountRow row) throws AuthorityException {
    OwnKey next =
        restored(store.<byte @Nullable []>read(read -> read.acmeAccountNextKey(row.id())));
    Login now = login(authority, row);
    if (next == null || now == null) {
      store.change(write -> write.putAcmeAccountNextKey(row.id(), null));
      return;
    }
    if (!isKnown(authority, next)) {
      authority.tell("another account key", () -> now.getAccount().changeKey(next.keyPair()));
    }
    store.change(write -> write.takeAcmeAccountNextKey(row.id()));
    logins.remove(row.id());
    log.info(
        "acme.account.key-changed {} at {} for {}", row.location(), row.directory(), row.holder());
  }

  /** Whether an account has that key. */
  private static boolean isKnown(Authority authority, OwnKey key) throws AuthorityException {
    try {
      authority.tell(
          "an account by its key",
          () ->
              new AccountBuilder()
                  .onlyExisting()
                  .useKeyPair(key.keyPair())
                  .createLogin(authority.session()));
      return true;
    } catch (Refused e) {
      if (e.type().equals("accountDoesNotExist")) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isDead(AccountSession account) throws AuthorityException {
    try {
      Status status =
          account
              .authority()
              .ask(
                  "the account's state",
                  attempt -> {
                    var unused = account.login().getAccount().fetch();
                    return account.login().getAccount().getStatus();
                  });
      return status == Status.DEACTIVATED || status == Status.REVOKED;
    } catch (Refused e) {
      return e.isOfAccount() || e.isGone();
    }
  }

  private void end(AcmeAccountRow row, Trouble trouble) {
    AcmeAccountRow ended =
        new AcmeAccountRow(
            row.id(),
            row.directory(),
            row.holder(),
            row.email(),
            "ended",
            row.location(),
            row.terms(),
            false,
            row.made(),
            clock.instant());
    store.change(write -> {
      write.putAcmeAccountNextKey(row.id(), null);
      write.updateAcmeAccount(ended);
    });
    logins.remove(row.id());
    log.warn(
        "acme.account.replaced {} at {} for {}: {}",
        row.location(),
        row.directory(),
        row.holder(),
        trouble.sentence());
    news.replaced(row.directory(), row.holder(), trouble);
  }

  private @Nullable Login login(Authority authority, AcmeAccountRow row) {
    Login known = logins.get(row.id());
    if (known != null && known.getSession() == authority.session()) {
      return known;
    }
    OwnKey key = key(row);
    if (key == null || row.location() == null) {
      return null;
    }
    Login login = authority.session().login(url(row.location()), key.keyPair());
    logins.put(row.id(), login);
    return login;
  }

  private @Nullable OwnKey key(AcmeAccountRow row) {
    return restored(store.<byte @Nullable []>read(read -> read.acmeAccountKey(row.id())));
  }

  private static @Nullable OwnKey restored(byte @Nullable [] pkcs8) {
    try {
      return pkcs8 == null ? null : OwnKey.restore(pkcs8);
    } catch (UnusableCertificateException e) {
      return null;
    }
  }

  private @Nullable AcmeAccountRow row(URI directory, String holder) {
    return store.<@Nullable AcmeAccountRow>read(read -> read.acmeAccount(directory, holder));
  }

  private ReentrantLock turn(URI directory, String holder) {
    return turns.computeIfAbsent(directory + " " + holder, key -> new ReentrantLock());
  }

  private static Trouble keyLost(URI directory) {
    return new Trouble(
        "account",
        "The key of the account at " + directory + " can't be opened.",
        "Nothing: another account is made. If the master key was changed, put it back.",
        null);
  }

  private static AcmeAccountRow confirmed(
      AcmeAccountRow row, URI location, @Nullable String terms) {
    return new AcmeAccountRow(
        row.id(),
        row.directory(),
        row.holder(),
        row.email(),
        VALID,
        location,
        terms,
        row.changingKey(),
        row.made(),
        null);
  }

  private static AcmeAccountRow with(AcmeAccountRow row, String email, @Nullable String terms) {
    return new AcmeAccountRow(
        row.id(),
        row.directory(),
        row.holder(),
        email,
        row.status(),
        row.location(),
        terms,
        row.changingKey(),
        row.made(),
        row.ended());
  }

  static URI uri(URL url) {
    return URI.create(url.toString());
  }

  static URL url(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("an authority gave a URL that is none: " + uri, e);
    }
  }
}
