package io.treeline.access;

import io.treeline.core.cert.Fingerprint;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.store.AuditLine;
import io.treeline.store.Store;
import io.treeline.store.TokenRow;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens: made, listed, revoked, and recognised. The store keeps their hashes only; 256
 * random bits need no slow hash. Safe for use by several threads; every call may block.
 */
public final class Tokens {

  private final Store store;
  private final Supplier<DomainTree> tree;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Tokens in that store, bound to domains of the live tree. */
  public Tokens(Store store, Supplier<DomainTree> tree, InstantSource clock) {
    this.store = store;
    this.tree = tree;
    this.clock = clock;
  }

  /**
   * A token as it is shown, once. Holds a secret: {@link #toString} doesn't show it.
   *
   * @param id public
   * @param secret what a client sends
   */
  public record NewToken(String id, String secret) {
    @Override
    public String toString() {
      return "NewToken[" + id + "]";
    }
  }

  /**
   * A token as it is listed.
   *
   * @param subtree the top of what it reaches
   * @param expires null for never
   */
  public record Listed(
      String id, DomainName subtree, Right right, Instant created, @Nullable Instant expires) {}

  /**
   * Makes a token for a subtree.
   *
   * @throws Refusal if the principal isn't an administrator of it, or the time has passed
   */
  public NewToken create(
      Principal who, DomainName subtree, Right right, @Nullable Instant expires) {
    DomainTree now = tree.get();
    Domain top = Rights.seen(who, now, now.domain(subtree), subtree);
    Rights.require(Right.ADMIN, who, now, top);
    if (expires != null && !expires.isAfter(clock.instant())) {
      throw new Refusal.Invalid(
          "A token can't expire in the past (" + expires + "): name a later time.");
    }
    NewToken token = new NewToken(HexFormat.of().formatHex(bytes(6)), "tl_" + text(bytes(32)));
    TokenRow row =
        new TokenRow(
            token.id(), hash(token.secret()), top.id(), right.word(), clock.instant(), expires);
    store.change(write -> {
      write.addToken(row);
      write.audit(
          new AuditLine(
              who.name(), "token.create", subtree.text(), token.id() + " " + right.word()));
    });
    return token;
  }

  /** The tokens of the subtree of the principal, who must administer it. */
  public List<Listed> list(Principal who) {
    DomainTree now = tree.get();
    requireAdmin(who, now);
    return store.read(read -> read.tokens()).stream()
        .filter(row -> reaches(who, now, row))
        .map(row -> listed(now, row))
        .toList();
  }

  /**
   * Ends a token at once.
   *
   * @throws Refusal.NotFound if there is none of that id in the principal's subtree
   */
  public void revoke(Principal who, String id) {
    DomainTree now = tree.get();
    requireAdmin(who, now);
    store.change(write -> {
      boolean mine =
          write.tokens().stream().anyMatch(row -> row.id().equals(id) && reaches(who, now, row));
      if (!mine || !write.removeToken(id)) {
        throw new Refusal.NotFound(
            "There is no token '" + id + "': see 'treeline token list' for what there is.");
      }
      write.audit(new AuditLine(who.name(), "token.revoke", id, ""));
    });
  }

  /** Who holds that secret; null if nobody does, or no longer. */
  public @Nullable Principal authenticate(String secret) {
    Fingerprint hash = hash(secret);
    TokenRow row = store.<@Nullable TokenRow>read(read -> read.token(hash));
    if (row == null || (row.expires() != null && !row.expires().isAfter(clock.instant()))) {}
    return Right.ofWord(row.role())
        .map(right -> new Principal.TokenHolder(row.id(), row.domainId(), right))
        .orElse(null);
  }

  private static void requireAdmin(Principal who, DomainTree tree) {
    Domain top = Rights.top(who, tree);
    if (top != null) {
      Rights.require(Right.ADMIN, who, tree, top);
    }
  }

  private static boolean reaches(Principal who, DomainTree tree, TokenRow row) {
    Domain top = tree.domain(row.domainId());
    return top != null && Rights.reaches(who, tree, top);
  }

  private static Listed listed(DomainTree tree, TokenRow row) {
    Domain top = Objects.requireNonNull(tree.domain(row.domainId()));
    Right right = Right.ofWord(row.role()).orElse(Right.VIEWER);
    return new Listed(row.id(), top.name(), right, row.created(), row.expires());
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Fingerprint hash(String secret) {
    return Fingerprint.of(secret.getBytes(StandardCharsets.UTF_8));
  }
}
