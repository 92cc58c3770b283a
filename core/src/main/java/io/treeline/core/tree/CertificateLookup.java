package io.treeline.core.tree;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.Sni;
import io.treeline.core.tree.Step.Kind;
import io.treeline.core.tree.Step.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that decides which certificate a name gets; handshakes, explanations, the monitor
 * and what-if all ask it.
 *
 * <ol>
 *   <li>A name that is a domain of the tree gets that domain's certificate, else its parent's, and
 *       so on up to the master's.
 *   <li>Any other name gets that of its nearest parent name that is a domain and has one of its
 *       own; the master is passed over on the way and asked last, also for what is no name at all.
 *   <li>Failing these, and without SNI: the pair in force of the role's certdir.
 *   <li>Else the default certificate.
 * </ol>
 *
 * <p>A chosen value that can't be served ends the lookup with nothing: no other tenant's
 * certificate takes its place. Whether a certificate covers the name, has expired or is trusted
 * doesn't matter here. It has no state, takes no lock and does no I/O.
 */
public final class CertificateLookup {

  private CertificateLookup() {}

  /** Decides for one SNI on one version of the tree. */
  public static Choice choose(DomainTree tree, Sni sni, Fallback fallback, Trace trace) {
    Choice ofDomain =
        switch (sni) {
          case Sni.Absent absent -> null;
          case Sni.Name(DomainName name) -> byName(tree, name, trace);
          case Sni.NoName noName -> ask(Kind.MASTER, tree.master(), trace);
        };
    return ofDomain != null ? ofDomain : fallBack(fallback, trace);
  }

  private static @Nullable Choice byName(DomainTree tree, DomainName name, Trace trace) {
    Domain exact = tree.domain(name);
    return exact != null ? upTheTree(tree, exact, trace) : upTheName(tree, name, trace);
  }

  private static @Nullable Choice upTheTree(DomainTree tree, Domain exact, Trace trace) {
    Choice choice = ask(Kind.EXACT, exact, trace);
    Domain at = tree.parent(exact);
    while (choice == null && at != null) {
      choice = ask(at.isMaster() ? Kind.MASTER : Kind.TREE_PARENT, at, trace);
      at = tree.parent(at);
    }
    return choice;
  }

  private static @Nullable Choice upTheName(DomainTree tree, DomainName name, Trace trace) {
    trace.step(Kind.EXACT, name, Outcome.NOT_IN_TREE, null);
    ParentNames names = new ParentNames(name.text());
    while (names.next()) {
      Domain parent = tree.parentNamed(names);
      if (parent == null) {
        trace.step(Kind.NAME_PARENT, names, Outcome.NOT_IN_TREE, null);
      } else if (!parent.isMaster()) {
        Choice choice = ask(Kind.NAME_PARENT, parent, trace);
        if (choice != null) {
          return choice;
        }
      }
    }
    return ask(Kind.MASTER, tree.master(), trace);
  }

  /**
   * What the domain gives: its certificate, nothing for one that can't be served, null to go on.
   */
  private static @Nullable Choice ask(Kind kind, @Nullable Domain domain, Trace trace) {
    if (domain == null) {
      return null;
    }
    CertificateId certificate = domain.certificate();
    if (certificate == null) {
      trace.step(kind, domain, Outcome.NO_CERTIFICATE, null);
      return null;
    }
    return use(new Choice.OfDomain(domain.name(), certificate), certificate, kind, domain, trace);
  }

  private static Choice fallBack(Fallback fallback, Trace trace) {
    Fallback.Certdir certdir = fallback.certdir();
    if (certdir == null) {
      trace.step(
          Kind.CERTDIR, null, Outcome.NO_CERTIFICATE, "The role's configuration names no certdir.");
    } else if (certdir.inForce() == null) {
      trace.step(
          Kind.CERTDIR,
          certdir.path(),
          Outcome.UNUSABLE,
          "It has had no good pair of server.key and server.crt.");
    } else {
      CertificateId pair = certdir.inForce();
      return use(new Choice.OfCertdir(pair), pair, Kind.CERTDIR, certdir.path(), trace);
    }
    CertificateId last = fallback.defaultCertificate();
    if (last == null) {
      trace.step(Kind.DEFAULT, null, Outcome.NO_CERTIFICATE, null);
      return new Choice.Nothing();
    }
    return use(new Choice.OfDefault(last), last, Kind.DEFAULT, null, trace);
  }

  private static Choice use(
      Choice choice, CertificateId certificate, Kind kind, @Nullable Object name, Trace trace) {
    String problem = trace.whyUnusable(certificate);
    trace.step(kind, name, problem == null ? Outcome.APPLIED : Outcome.UNUSABLE, problem);
    return problem == null ? choice : new Choice.Nothing();
  }
}
