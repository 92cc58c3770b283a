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
          case Sni.NoName noName -> askMaster(tree, trace);
        };
    return ofDomain != null ? ofDomain : fallBack(fallback, trace);
  }

  private static @Nullable Choice byName(DomainTree tree, DomainName name, Trace trace) {
    long slot = tree.slot(name);
    return tree.idIn(slot) != Domain.NONE
        ? upTheTree(tree, slot, trace)
        : upTheName(tree, name, trace);
  }

  private static @Nullable Choice upTheTree(DomainTree tree, long exact, Trace trace) {
    long id = tree.idIn(exact);
    long given = tree.givenIn(exact);
    Choice choice = ask(Kind.EXACT, tree, id, given, trace);
    while (choice == null && given != Domain.NONE) {
      long parent = -given;
      id = tree.idOfParent(parent);
      given = tree.givenByParent(parent);
      choice = ask(id == tree.masterId() ? Kind.MASTER : Kind.TREE_PARENT, tree, id, given, trace);
    }
    return choice;
  }

  private static @Nullable Choice upTheName(DomainTree tree, DomainName name, Trace trace) {
    trace.step(Kind.EXACT, name, Outcome.NOT_IN_TREE, null);
    ParentNames names = new ParentNames(name);
    while (names.next()) {
      long slot = tree.slot(names);
      long id = tree.idIn(slot);
      if (id == Domain.NONE) {
        trace.step(Kind.NAME_PARENT, names, Outcome.NOT_IN_TREE, null);
      } else if (id != tree.masterId()) {
        Choice choice = ask(Kind.NAME_PARENT, tree, id, tree.givenIn(slot), trace);
        if (choice != null) {
          return choice;
        }
      }
    }
    return askMaster(tree, trace);
  }

  private static @Nullable Choice askMaster(DomainTree tree, Trace trace) {
    return ask(Kind.MASTER, tree, tree.masterId(), tree.givenByMaster(), trace);
  }

  /**
   * What the domain gives: its certificate, nothing for one that can't be served, null to go on.
   */
  private static @Nullable Choice ask(
      Kind kind, DomainTree tree, long id, long given, Trace trace) {
    Object name = trace.watches() ? tree.domain(id) : null;
    if (given <= 0) {
      if (id != Domain.NONE) {
        trace.step(kind, name, Outcome.NO_CERTIFICATE, null);
      }
      return null;
    }
    CertificateId certificate = new CertificateId(given);
    return use(new Choice.OfDomain(id, certificate), certificate, kind, name, trace);
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
