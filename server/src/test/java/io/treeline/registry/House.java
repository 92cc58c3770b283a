package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Tokens;
import io.treeline.core.cert.CertificateBundle;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.CertifiedKey;
import io.treeline.core.cert.KeyType;
import io.treeline.core.cert.NamedInput;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.cert.SelfSigned;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Fallback;
import io.treeline.feed.ChangeFeed;
import io.treeline.store.Store;
import io.treeline.store.jdbc.SqliteStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A registry on a real store with what it stands on. The master is {@code platform.local}. */
public final class House implements AutoCloseable {

  /** Who may do everything. */
  public static final Principal OWNER = new Principal.LocalOwner("test");

  /** What time it is at first. */
  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  public final Path data;
  public final Store store;
  public final ChangeFeed feed;
  public final Registry registry;
  public final Tokens tokens;
  public volatile Instant now = NOW;

  public House(Path data) {
    this(data, UnaryOperator.identity());
  }

  /** On a store that a test stands before the real one. */
  public House(Path data, UnaryOperator<Store> before) {
    this.data = data;
    InstantSource clock = () -> now;
    store = before.apply(SqliteStore.open(data, Map.of(), clock));
    store.change(write -> {
      long unused = write.insertDomain(name("platform.local"), 0);
    });
    feed = ChangeFeed.start(store);
    registry = new Registry(store, feed, new OneRole(feed), clock);
    tokens = new Tokens(store, () -> feed.live().tree(), clock);
  }

  /** Nothing but the default certificate beside the tree. */
  private record OneRole(ChangeFeed feed) implements Serving {

    /** As a TLS library that knows no long names. */
    @Override
    public @Nullable String whyRefused(Sni sni) {
      return sni instanceof Sni.NoName odd && odd.octets() > 255 ? "TLS refuses it." : null;
    }

    @Override
    public List<String> roles() {
      return List.of("ws1");
    }

    @Override
    public Fallback fallback(String role) {
      return new Fallback(null, feed.live().defaultCertificate());
    }

    @Override
    public @Nullable PublicBundle certdirPair(CertificateId id) {
      return null;
    }

    @Override
    public @Nullable String whyUnusable(CertificateId id) {
      return null;
    }
  }

  /** Makes the default certificate and the ticket secrets, which takes its time. */
  public Installation prepareInstallation() {
    Installation installation = new Installation(store, () -> now);
    installation.prepare(name("platform.local"));
    return installation;
  }

  public static DomainName name(String text) {
    return DomainName.parse(text);
  }

  /** Adds domains, each below the nearest. */
  public void add(String... names) {
    for (String each : names) {
      registry.add(OWNER, name(each), null, false);
    }
  }

  public DomainTree tree() {
    return feed.live().tree();
  }

  public Domain domain(String name) {
    return Objects.requireNonNull(tree().domain(name(name)), name);
  }

  /** The parent's name in the live tree; null for the master. */
  public @Nullable String parentOf(String name) {
    Domain parent = tree().parent(domain(name));
    return parent == null ? null : parent.name().text();
  }

  public boolean has(String name) {
    return tree().domain(name(name)) != null;
  }

  public void set(String name, String key, @Nullable String value) {
    registry.set(OWNER, name(name), java.util.Collections.singletonMap(key, value), null);
  }

  /** Puts a new self-signed certificate in force, for a year from now on. */
  public CertificateId put(String name) {
    registry.putCertificate(OWNER, name(name), upload(pem(name)), false, null);
    return Objects.requireNonNull(domain(name).certificate());
  }

  public static Upload upload(String text) {
    NamedInput input = new NamedInput("test", text.getBytes(StandardCharsets.UTF_8));
    return new Upload(List.of(input), null, "uploaded");
  }

  /** A self-signed pair for a name and its wildcard, as text with the key. */
  public static String pem(String name) {
    CertifiedKey pair = SelfSigned.create(name(name), Duration.ofDays(365), KeyType.EC256, NOW);
    return pair.keyPem() + pair.chainPem();
  }

  /** The text that names the key by its fingerprint, of a pair that nobody holds. */
  public static String publicText(String name) {
    CertifiedKey pair = SelfSigned.create(name(name), Duration.ofDays(365), KeyType.EC256, NOW);
    return new CertificateBundle("", List.of(pair)).publicPart().publicText();
  }

  public ImportOutcome importLines(String... lines) {
    return importLines(OWNER, lines);
  }

  public ImportOutcome importLines(Principal who, String... lines) {
    byte[] octets = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return registry.importLines(who, new ByteArrayInputStream(octets), false, false, count -> {});
  }

  public String export(Principal who) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.export(who, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Who holds a new token. */
  public Principal holder(String subtree, Right right) {
    String secret = tokens.create(OWNER, name(subtree), right, null).secret();
    return Objects.requireNonNull(tokens.authenticate(secret));
  }

  /** The problems of a refusal, a line each. */
  public static List<String> problems(Throwable refusal) {
    return ((Refusal.Invalid) refusal).problems();
  }

  @Override
  public void close() {
    feed.close();
    store.close();
  }
}
