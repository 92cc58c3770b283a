package io.treeline.acme;

import io.treeline.acme.AuthorityException.Refused;
import io.treeline.core.cert.OwnKey;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.RenewalName;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.store.AcmeAccountRow;
import io.treeline.store.HeldKey;
import io.treeline.store.Store;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.toolbox.JSON;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is asked of an authority about a certificate that it issued: when to renew it, and to revoke
 * it. Safe for use by several threads; blocks.
 */
final class CertificateCare {

  private static final Logger log = LoggerFactory.getLogger(CertificateCare.class);

  private static final Duration SOONEST = Duration.ofMinutes(1);
  private static final Duration USUAL = Duration.ofHours(6);
  private static final Duration LATEST = Duration.ofDays(1);

  private final Store store;
  private final Authorities authorities;
  private final InstantSource clock;

  CertificateCare(Store store, Authorities authorities, InstantSource clock) {
    this.store = store;
    this.authorities = authorities;
    this.clock = clock;
  }

  @Nullable RenewalWindow renewalWindow(URI directory, PublicPair certificate)
      throws UnreachableException {
    Authority authority = authorities.of(directory);
    String name = RenewalName.of(certificate.leaf());
    try {
      String base = authority.offer().renewalInfo();
      if (base == null || name == null) {
        return null;
      }
      URI location = URI.create(base.endsWith("/") ? base + name : base + "/" + name);
      return authority.ask("renewal information", attempt -> window(authority, location));
    } catch (Refused e) {
      if (e.isGone()) {
        return null;
      }
      throw new UnreachableException(e);
    } catch (AuthorityException e) {
      throw new UnreachableException(e);
    }
  }

  /** Asked without an account: renewal information is public (RFC 9773 §4.1). */
  private RenewalWindow window(Authority authority, URI location)
      throws org.shredzone.acme4j.exception.AcmeException {
    try (Connection connection = authority.session().connect()) {
      int unused = connection.sendRequest(Accounts.url(location), authority.session(), null);
      JSON answer = connection.readJsonResponse();
      JSON window = answer.get("suggestedWindow").asObject();
      return new RenewalWindow(
          window.get("start").asInstant(),
          window.get("end").asInstant(),
          answer.get("explanationURL").map(JSON.Value::asString).orElse(null),
          bounded(connection.getRetryAfter().orElse(null)));
    }
  }

  /** RFC 9773 §4.3.2 wants bounds of our own around what the authority says. */
  private Instant bounded(@Nullable Instant said) {
    Instant now = clock.instant();
    if (said == null) {
      return now.plus(USUAL);
    }
    if (said.isBefore(now.plus(SOONEST))) {
      return now.plus(SOONEST);
    }
    return said.isAfter(now.plus(LATEST)) ? now.plus(LATEST) : said;
  }

  void revoke(
      URI directory,
      String holder,
      PublicPair certificate,
      RevocationReason reason,
      Accounts accounts)
      throws UnreachableException {
    Authority authority = authorities.of(directory);
    try {
      if (!revokedByAccount(authority, holder, certificate, reason, accounts)) {
        revokeByKey(authority, certificate, reason);
      }
      log.info(
          "acme.certificate.revoked {} at {}: {}",
          certificate.leafSha256(),
          directory,
          reason.word());
    } catch (AuthorityException e) {
      throw new UnreachableException(e);
    }
  }

  /** Whether it is revoked now; not if the account isn't that which ordered it. */
  private boolean revokedByAccount(
      Authority authority,
      String holder,
      PublicPair certificate,
      RevocationReason reason,
      Accounts accounts)
      throws AuthorityException {
    AcmeAccountRow row =
        store.<@Nullable AcmeAccountRow>read(
            read -> read.acmeAccount(authority.directory(), holder));
    if (row == null || row.location() == null) {
      return false;
    }
    AccountSession account = accounts.of(authority, holder, row.email());
    try {
      authority.tell(
          "a revocation",
          () -> Certificate.revoke(account.login(), certificate.leaf(), acme4j(reason)));
      return true;
    } catch (Refused e) {
      if (e.type().equals("alreadyRevoked")) {
        return true;
      }
      if (e.isOfAccount()) {
        return false;
      }
      throw e;
    }
  }

  private void revokeByKey(Authority authority, PublicPair certificate, RevocationReason reason)
      throws AuthorityException {
    OwnKey key = key(certificate);
    if (key == null) {
      throw new Refused(
          new Trouble(
              "account",
              "The account that ordered the certificate isn't known, and its key isn't held.",
              "Revoke it at the authority's own page, or with the account that ordered it.",
              null),
          "unauthorized",
          0);
    }
    try {
      authority.tell(
          "a revocation",
          () ->
              Certificate.revoke(
                  authority.session(), key.keyPair(), certificate.leaf(), acme4j(reason)));
    } catch (Refused e) {
      if (!e.type().equals("alreadyRevoked")) {
        throw e;
      }
    }
  }

  private @Nullable OwnKey key(PublicPair certificate) {
    HeldKey held =
        store.<@Nullable HeldKey>read(read -> read.heldKey(certificate.keySha256(), any -> true));
    try {
      return held == null ? null : OwnKey.restore(held.pkcs8());
    } catch (UnusableCertificateException e) {
      return null;
    }
  }

  private static org.shredzone.acme4j.RevocationReason acme4j(RevocationReason reason) {
    return org.shredzone.acme4j.RevocationReason.code(reason.code());
  }
}
