package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Rights;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.cert.PublicBundle;
import io.treeline.core.cert.PublicPair;
import io.treeline.core.cert.SignatureSchemes;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Choice;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Explanation;
import io.treeline.core.tree.Fallback;
import io.treeline.core.tree.Recorder;
import io.treeline.core.tree.Step;
import io.treeline.feed.ChangeFeed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains a handshake: runs the lookup that handshakes run, on what is in force, and records it.
 */
final class Explainer {

  private final Queries queries;
  private final ChangeFeed feed;
  private final Serving serving;
  private final InstantSource clock;

  Explainer(Queries queries, ChangeFeed feed, Serving serving, InstantSource clock) {
    this.queries = queries;
    this.feed = feed;
    this.serving = serving;
    this.clock = clock;
  }

  Explained explain(
      Principal who, Sni sni, @Nullable String askedRole, @Nullable String askedClient) {
    String role = role(askedRole);
    Client client = Client.named(askedClient);
    DomainTree tree = feed.live().tree();
    requireSight(who, tree, sni);
    String refused = serving.whyRefused(sni);
    if (refused != null) {
      Explanation nobodyAsked = new Explanation(sni, new Choice.Nothing(), List.of());
      return new Explained(
          nobodyAsked,
          role,
          client.word(),
          "none",
          null,
          null,
          null,
          false,
          null,
          List.of(refused));
    }
    Fallback fallback = Objects.requireNonNull(serving.fallback(role), role);
    Explanation explanation =
        Explanation.of(tree, sni, fallback, new Recorder(serving::whyUnusable));
    CertificateId certificate = certificate(explanation.choice());
    PublicBundle bundle = certificate == null ? null : bundle(who, certificate);
    DomainName giver = giver(tree, explanation.choice());
    PublicPair pair = bundle == null ? null : client.schemes().firstOf(bundle.pairs());
    PublicBundle got = bundle == null || pair == null ? null : client.of(bundle, pair);
    boolean covers = got != null && sni instanceof Sni.Name(DomainName n) && got.covers(n);
    return new Explained(
        explanation,
        role,
        client.word(),
        source(explanation.choice()),
        giver == null ? null : giver.text(),
        pair == null ? null : pair.leafSha256().hex(),
        pair == null ? null : pair.leaf().getNotAfter().toInstant().toString(),
        covers,
        bundle,
        bundle != null && got == null
            ? List.of(noPair(client, bundle))
            : warnings(explanation, giver, got, covers));
  }

  /**
   * The client that is asked for.
   *
   * @param asked whether one was named; else whatever one may get is looked at
   */
  private record Client(String word, SignatureSchemes schemes, boolean asked) {

    static Client named(@Nullable String word) {
      SignatureSchemes schemes = SignatureSchemes.named(word == null ? "any" : word);
      if (schemes == null) {
        throw new Refusal.Invalid(
            "There is no client '" + word + "': name any, rsa-only or ecdsa-only.");
      }
      return new Client(word == null ? "any" : word, schemes, word != null);
    }

    PublicBundle of(PublicBundle bundle, PublicPair pair) {
      return asked ? new PublicBundle(bundle.header(), List.of(pair)) : bundle;
    }
  }

  private static String noPair(Client client, PublicBundle bundle) {
    String keys =
        bundle.pairs().stream()
            .map(pair -> pair.leaf().getPublicKey().getAlgorithm())
            .collect(Collectors.joining(", "));
    return "A client that is "
        + client.word()
        + " gets an alert (handshake_failure): the certificate has no key that it can verify ("
        + keys
        + "), so put one in that has a second pair for it.";
  }

  private String role(@Nullable String asked) {
    List<String> roles = serving.roles();
    if (asked == null && !roles.isEmpty()) {
      return roles.getFirst();
    }
    if (asked == null || !roles.contains(asked)) {
      throw new Refusal.NotFound(
          "This server runs no role '"
              + asked
              + "' that serves TLS: it runs "
              + String.join(", ", roles)
              + ".");
    }
    return asked;
  }

  /** Who is bound to a subtree may ask for its names, and for names below them. */
  private static void requireSight(Principal who, DomainTree tree, Sni sni) {
    if (!(who instanceof Principal.TokenHolder)) {
      return;
    }
    Domain asked = tree.master();
    if (sni instanceof Sni.Name(DomainName name)) {
      Domain exact = tree.domain(name);
      Domain above = exact != null ? exact : tree.nearestAbove(name);
      asked = above != null ? above : asked;
    }
    Domain unused = Rights.seen(who, tree, asked, sni);
  }

  private @Nullable PublicBundle bundle(Principal who, CertificateId id) {
    if (id.value() < 0) {
      return serving.certdirPair(id);
    }
    CertificateView view = queries.certificate(who, id);
    return view == null ? null : view.bundle();
  }

  private static @Nullable CertificateId certificate(Choice choice) {
    return switch (choice) {
      case Choice.OfDomain(var domain, CertificateId id) -> id;
      case Choice.OfCertdir(CertificateId id) -> id;
      case Choice.OfDefault(CertificateId id) -> id;
      case Choice.Nothing nothing -> null;
    };
  }

  private static @Nullable DomainName giver(DomainTree tree, Choice choice) {
    Domain domain = choice instanceof Choice.OfDomain(long id, var any) ? tree.domain(id) : null;
    return domain == null ? null : domain.name();
  }

  private static String source(Choice choice) {
    return switch (choice) {
      case Choice.OfDomain domain -> "domain";
      case Choice.OfCertdir certdir -> "certdir";
      case Choice.OfDefault last -> "default";
      case Choice.Nothing nothing -> "none";
    };
  }

  private List<String> warnings(
      Explanation explanation,
      @Nullable DomainName giver,
      @Nullable PublicBundle bundle,
      boolean covers) {
    List<String> warnings = new ArrayList<>();
    if (bundle == null) {
      warnings.add(nothing(explanation));
      return warnings;
    }
    Instant now = clock.instant();
    if (!now.isBefore(bundle.notAfter())) {
      warnings.add(
          "The certificate expired at "
              + bundle.notAfter()
              + " and is served all the same: put a new one in its place.");
    }
    if (now.isBefore(bundle.notBefore())) {
      warnings.add(
          "The certificate isn't valid before "
              + bundle.notBefore()
              + ": check the clock, or wait.");
    }
    if (explanation.sni() instanceof Sni.Name(DomainName name) && !covers) {
      warnings.add(notCovered(name, giver, bundle));
    }
    return warnings;
  }

  private static String nothing(Explanation explanation) {
    Step last = explanation.steps().getLast();
    String why = last.detail() == null ? "" : " (" + last.detail() + ")";
    return "The handshake ends with an alert, no other certificate takes the place of the unusable one"
        + why
        + ": put the certificate in again with 'treeline cert put'.";
  }

  private static String notCovered(
      DomainName name, @Nullable DomainName giver, PublicBundle bundle) {
    String covered =
        bundle.names().isEmpty() ? "no name at all" : String.join(", ", bundle.names());
    String parents =
        giver != null && name.isBelow(giver)
            ? ", or have its name in that of '" + giver + "' (acme_subdomains)"
            : "";
    return "The certificate covers "
        + covered
        + ", but not '"
        + name
        + "' (a wildcard covers one label), so clients will complain: give '"
        + name
        + "' a certificate of its own ('treeline cert put "
        + name
        + " FILE')"
        + parents
        + ".";
  }
}
