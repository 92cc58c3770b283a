package io.treeline.core.cert;

import io.treeline.core.name.DomainName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reading an input may need beside the input. Immutable; may hold a passphrase, a secret. */
public final class ReadOptions {

  private final Instant now;
  private final @Nullable DomainName forName;
  private final char @Nullable [] passphrase;
  private final KnownRoots knownRoots;
  private final KnownRoots ownRoots;
  private final HeldKeys heldKeys;

  private ReadOptions(
      Instant now,
      @Nullable DomainName forName,
      char @Nullable [] passphrase,
      KnownRoots knownRoots,
      KnownRoots ownRoots,
      HeldKeys heldKeys) {
    this.now = now;
    this.forName = forName;
    this.passphrase = passphrase;
    this.knownRoots = knownRoots;
    this.ownRoots = ownRoots;
    this.heldKeys = heldKeys;
  }

  /** Judges validity at that instant; no name, no passphrase, no roots, no held keys. */
  public static ReadOptions at(Instant now) {
    return new ReadOptions(now, null, null, KnownRoots.UNKNOWN, KnownRoots.UNKNOWN, HeldKeys.NONE);
  }

  /** The same, and says whether the certificate covers this name; null for no name. */
  public ReadOptions forName(@Nullable DomainName name) {
    return new ReadOptions(now, name, passphrase, knownRoots, ownRoots, heldKeys);
  }

  /** The same, with a passphrase for encrypted keys; the caller's array is copied. */
  public ReadOptions passphrase(char @Nullable [] secret) {
    char[] copy = secret == null ? null : secret.clone();
    return new ReadOptions(now, forName, copy, knownRoots, ownRoots, heldKeys);
  }

  /** The same, and says whether the chain leads to one of these roots. */
  public ReadOptions knownRoots(KnownRoots roots) {
    return new ReadOptions(now, forName, passphrase, roots, ownRoots, heldKeys);
  }

  /**
   * The same, with the roots of the installation's own authority: no public one, so a chain that
   * leads to them is complete, and browsers ask less of its lifetime.
   */
  public ReadOptions ownRoots(KnownRoots roots) {
    return new ReadOptions(now, forName, passphrase, knownRoots, roots, heldKeys);
  }

  /** The same, for texts that name their key by its fingerprint. */
  public ReadOptions heldKeys(HeldKeys keys) {
    return new ReadOptions(now, forName, passphrase, knownRoots, ownRoots, keys);
  }

  Instant now() {
    return now;
  }

  @Nullable DomainName name() {
    return forName;
  }

  char @Nullable [] secretPassphrase() {
    return passphrase;
  }

  KnownRoots roots() {
    return knownRoots;
  }

  KnownRoots own() {
    return ownRoots;
  }

  HeldKeys keys() {
    return heldKeys;
  }

  /** Without the passphrase. */
  @Override
  public String toString() {
    return "ReadOptions[now=" + now + ", forName=" + forName + "]";
  }
}
