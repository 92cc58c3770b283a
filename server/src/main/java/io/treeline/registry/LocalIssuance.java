package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyFamily;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.LocalAuthority;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.PairParts;
import io.treeline.core.cert.UnusableCertificateException;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.registry.Ledger.View;
import io.treeline.store.LocalAuthorityRow;
import io.treeline.store.NewLocalAuthority;
import io.treeline.store.StoreRead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The installation's own authority: makes its root, and issues for names of the tree, which then
 * take the way of every upload.
 */
final class LocalIssuance {

  /** How a certificate is marked whose renewal is automatic. */
  static final String SOURCE = "local-ca";

  private final Ledger ledger;
  private final CertificateWrites certificates;
  private final InstantSource clock;

  LocalIssuance(Ledger ledger, CertificateWrites certificates, InstantSource clock) {
    this.ledger = ledger;
    this.certificates = certificates;
    this.clock = clock;
  }

  /** The root that issues. Anybody who comes in may have it: it is for every client. */
  LocalRoot root(Principal who) {
    return ledger.read(who, view -> shown(current(view.read)));
  }

  LocalRoot create(Principal who, boolean replace) {
    DomainName master =
        ledger.read(
            who,
            view -> {
              requireFree(view.read, replace);
              return requireMaster(view).name();
            });
    Instant now = clock.instant();
    LocalAuthority made = LocalAuthority.create(master.text(), now);
    ledger.write(
        who,
        page -> {
          requireMaster(page);
          requireFree(page.read, replace);
          page.write.putLocalAuthority(
              new NewLocalAuthority(
                  made.root().der().getFirst(), made.pkcs8(), made.root().leafSha256(), now));
          page.note("local-ca.create", master, "root sha256=" + made.root().leafSha256());
          return null;
        });
    return new LocalRoot(made.root(), now);
  }

  PutOutcome issue(Principal who, DomainName name, Duration lifetime, KeyType keyType) {
    LocalAuthority authority =
        ledger.read(
            who,
            view -> {
              view.require(Right.OPERATOR, name);
              return opened(view.read);
            });
    Instant now = clock.instant();
    requireValid(authority, now);
    CertifiedKey issued = authority.issue(name, lifetime, keyType, now);
    byte[] text =
        new CertificateBundle(header(authority, now), List.of(issued))
            .storedText()
            .getBytes(StandardCharsets.US_ASCII);
    Upload upload = new Upload(List.of(new NamedInput("local authority", text)), null, SOURCE);
    return certificates.put(who, name, upload, false, null);
  }

  /** So that a certificate says where it came from wherever its text goes. */
  private static String header(LocalAuthority authority, Instant now) {
    return "local-ca="
        + authority.root().leafSha256()
        + "\ndate="
        + LocalDate.ofInstant(now, ZoneOffset.UTC)
        + "\n";
  }

  private static Domain requireMaster(View view) {
    Domain master = Objects.requireNonNull(view.tree.master(), "the master is made first");
    if (!view.sees(master) || !Rights.has(view.who, Right.ADMIN)) {
      throw new Refusal.Forbidden(Right.ADMIN, "the master domain");
    }
    return master;
  }

  private static void requireFree(StoreRead read, boolean replace) {
    LocalAuthorityRow row = currentOrNull(read);
    if (row != null && !replace) {
      throw new Refusal.Conflict(
          "This installation has a local authority already, "
              + shown(row).root().leaf().getSubjectX500Principal().getName()
              + ": import its root with 'treeline cert local-ca root', or make another in its place"
              + " with --replace.");
    }
  }

  private static void requireValid(LocalAuthority authority, Instant now) {
    Instant end = authority.root().leaf().getNotAfter().toInstant();
    if (!end.isAfter(now)) {
      throw new Refusal.Conflict(
          "The root of the local authority expired at "
              + end
              + ": make another with 'treeline cert local-ca create --replace', and have the"
              + " clients import it.");
    }
  }

  private static LocalAuthorityRow current(StoreRead read) {
    LocalAuthorityRow row = currentOrNull(read);
    if (row == null) {
      throw new Refusal.NotFound(
          "This installation has no local authority yet: make one with 'treeline cert local-ca"
              + " create'.");
    }
    return row;
  }

  private static @Nullable LocalAuthorityRow currentOrNull(StoreRead read) {
    return read.localAuthorities().stream()
        .filter(row -> row.until() == null)
        .findFirst()
        .orElse(null);
  }

  private static LocalRoot shown(LocalAuthorityRow row) {
    try {
      return LocalRoot.of(row);
    } catch (UnusableCertificateException e) {
      throw damaged();
    }
  }

  private static LocalAuthority opened(StoreRead read) {
    LocalAuthorityRow row = current(read);
    byte[] key = read.localAuthorityKey(row.rootSha256());
    if (key == null) {
      throw damaged();
    }
    try {
      return LocalAuthority.restore(new PairParts(KeyFamily.ECDSA, List.of(row.rootDer()), key));
    } catch (UnusableCertificateException e) {
      throw damaged();
    }
  }

  private static Refusal damaged() {
    return new Refusal.Conflict(
        "The stored local authority can't be used: restore a backup, or make another with"
            + " 'treeline cert local-ca create --replace'.");
  }
}
