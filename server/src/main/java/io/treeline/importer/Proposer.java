package io.treeline.importer;

import io.treeline.core.cert.ReadOptions;
import io.treeline.core.name.DomainName;
import io.treeline.importer.Placement.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Proposes for each name of a layout the certificate that covers it best, and the domain that is to
 * have it: the name's own, unless a name above gives it the same. For one use.
 */
public final class Proposer {

  private final TreeView tree;
  private final Instant now;
  private final Map<DomainName, @Nullable Standing> known = new LinkedHashMap<>();
  private final Map<DomainName, Placement> placed = new LinkedHashMap<>();
  private final List<Remark> setAside = new ArrayList<>();

  private Proposer(TreeView tree, Instant now) {
    this.tree = tree;
    this.now = now;
  }

  /**
   * The proposal for a layout.
   *
   * @param passphrase for encrypted keys; null for none
   * @throws IOException if the tree can't be asked
   */
  public static Proposal propose(
      Layout layout, TreeView tree, char @Nullable [] passphrase, Instant now) throws IOException {
    Candidates candidates = new Candidates(ReadOptions.at(now).passphrase(passphrase));
    layout.sites().forEach(candidates::add);
    Proposer proposer = new Proposer(tree, now);
    for (Map.Entry<DomainName, List<Candidate>> each : candidates.byName().entrySet()) {
      proposer.place(each.getKey(), each.getValue());
    }
    List<Remark> notUnderstood = new ArrayList<>(layout.remarks());
    notUnderstood.addAll(candidates.notUnderstood());
    return new Proposal(List.copyOf(proposer.placed.values()), proposer.setAside, notUnderstood);
  }

  private void place(DomainName name, List<Candidate> candidates) throws IOException {
    List<Candidate> sorted = candidates.stream().sorted(Candidate.bestFirst(now)).toList();
    Candidate best = sorted.getFirst();
    placed.put(name, placement(best));
    List<Candidate> others = new ArrayList<>();
    for (Candidate other : sorted) {
      boolean another =
          !other.sha256().equals(best.sha256())
              && others.stream().noneMatch(each -> each.sha256().equals(other.sha256()));
      if (another) {
        others.add(other);
        setAside.add(
            new Remark(
                other.origin(),
                "Another certificate for "
                    + name
                    + " is set aside, sha256 "
                    + other.sha256()
                    + ", until "
                    + other.bundle().notAfter()
                    + ": "
                    + why(best, other, now)
                    + "."));
      }
    }
  }

  private static String why(Candidate best, Candidate other, Instant now) {
    if (!other.isValid(now) && best.isValid(now)) {
      return "it isn't valid now";
    }
    if (best.coversName() && !other.coversName()) {
      return "it doesn't cover the name, and a domain has one certificate";
    }
    return "that of "
        + best.origin()
        + " is "
        + (best.bundle().notBefore().equals(other.bundle().notBefore()) ? "as new" : "newer");
  }

  private Placement placement(Candidate best) throws IOException {
    DomainName name = best.name();
    Standing standing = find(name);
    DomainName giver = giver(best, standing);
    if (giver != null) {
      return placement(best, Kind.INHERIT, giver);
    }
    if (standing == null) {
      return placement(best, Kind.ADD, parent(name));
    }
    InForce has = standing.certificate();
    if (has == null) {
      return placement(best, Kind.PUT, null);
    }
    return placement(
        best,
        has.sha256().equals(best.sha256().hex())
            ? Kind.SAME
            : isBetter(has, best) ? Kind.KEEP : Kind.PUT,
        null);
  }

  private static Placement placement(Candidate best, Kind kind, @Nullable DomainName other) {
    return new Placement(best.name(), kind, other, best.bundle(), best.findings(), best.origin());
  }

  private boolean isBetter(InForce has, Candidate best) {
    return now.isBefore(has.notAfter())
        && (has.covers() || !best.coversName())
        && has.notBefore().isAfter(best.bundle().notBefore());
  }

  /**
   * The domain above that gives the name this very certificate without more being done: by the tree
   * for a domain that has none, by the name for what isn't in the tree.
   */
  private @Nullable DomainName giver(Candidate best, @Nullable Standing standing)
      throws IOException {
    if (standing != null) {
      DomainName parent = standing.certificate() == null ? standing.parent() : null;
      return parent != null && gives(parent, best) ? parent : null;
    }
    DomainName above = best.name().parent();
    while (above != null) {
      if (placed.containsKey(above) && placed.get(above).kind() != Kind.INHERIT) {
        return gives(above, best) ? above : null;
      }
      Standing there = find(above);
      if (there != null && there.certificate() != null) {
        return null;
      }
      above = above.parent();
    }
    return null;
  }

  private boolean gives(DomainName domain, Candidate best) {
    Placement placement = placed.get(domain);
    return placement != null
        && placement.kind() != Kind.INHERIT
        && placement.kind() != Kind.KEEP
        && placement.bundle().first().leafSha256().equals(best.sha256());
  }

  /**
   * Where the import puts it too: below the nearest name that is there or comes, else the master.
   */
  private @Nullable DomainName parent(DomainName name) throws IOException {
    DomainName above = name.parent();
    while (above != null && find(above) == null && !isAdded(above)) {
      above = above.parent();
    }
    return above;
  }

  private boolean isAdded(DomainName name) {
    Placement placement = placed.get(name);
    return placement != null && placement.kind() == Kind.ADD;
  }

  private @Nullable Standing find(DomainName name) throws IOException {
    if (!known.containsKey(name)) {
      known.put(name, tree.find(name));
    }
    return known.get(name);
  }
}
