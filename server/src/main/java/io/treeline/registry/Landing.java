package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainSettings;
import io.treeline.core.tree.DomainTree;
import io.treeline.registry.JudgedLine.Certificate;
import io.treeline.registry.JudgedLine.Good;
import io.treeline.registry.JudgedLine.Parent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of one import land: each is written as it comes, below the parent that is known
 * by then; once all are there, parents are put right, and the rules are checked on the finished
 * tree.
 *
 * <p>A bad line is noted, and nothing more is written; the end of it all is a refusal that names
 * every bad line. Belongs to one thread.
 */
final class Landing {

  private final Principal who;
  private final Ledger.Page page;
  private final boolean allowNested;
  private final DomainTree.Edit edit;
  private final Domain master;
  private final List<Landed> landed = new ArrayList<>();
  private final BitSet landedIds = new BitSet();
  private final Set<DomainName> badNames = new HashSet<>();
  private final List<BadLine> bad = new ArrayList<>();
  private long added;
  private long certificates;
  private int lastPretended = 1 << 30;

  /** A line that was taken: its domain, and the parent that it names, if it does. */
  private record Landed(long line, long id, boolean isNew, @Nullable DomainName parent) {}

  private record BadLine(long number, String sentence) {}

  Landing(Principal who, Ledger.Page page, boolean allowNested) {
    this.who = who;
    this.page = page;
    this.allowNested = allowNested;
    this.edit = page.tree.edit();
    this.master = Objects.requireNonNull(page.tree.master(), "the master is made first");
  }

  void take(JudgedLine line) {
    switch (line) {
      case JudgedLine.Bad(long number, DomainName name, String sentence) -> {
        bad.add(new BadLine(number, sentence));
        if (name != null) {
          badNames.add(name);
        }
      }
      case Good good -> take(good);
    }
  }

  private void take(Good line) {
    String problem = problem(line);
    if (problem != null) {
      bad.add(new BadLine(line.number(), problem));
      badNames.add(line.name());
      return;
    }
    Domain domain = edit.domain(line.name());
    boolean isNew = domain == null;
    if (domain == null) {
      domain = insert(line);
    }
    landed.add(new Landed(line.number(), domain.id(), isNew, parentNamed(line)));
    landedIds.set(Math.toIntExact(domain.id()));
    if (bad.isEmpty()) {
      write(line, domain);
    }
  }

  private @Nullable String problem(Good line) {
    Domain domain = edit.domain(line.name());
    if (domain != null && hasLanded(domain)) {
      return "Line " + lineOf(domain) + " names '" + line.name() + "' too: a domain has one line.";
    }
    boolean isMaster = domain != null && domain.isMaster();
    return switch (line.parent()) {
      case Parent.None none when !isMaster ->
          "Only the master's line has \"parent\":null, and the master is '"
              + master.name()
              + "': name a parent, or rename the master first.";
      case Parent.Named named when isMaster ->
          "'" + line.name() + "' is the master domain and has no parent: write \"parent\":null.";
      default -> null;
    };
  }

  private boolean hasLanded(Domain domain) {
    return landedIds.get(Math.toIntExact(domain.id()));
  }

  private long lineOf(Domain domain) {
    return landed.stream().filter(l -> l.id() == domain.id()).findFirst().orElseThrow().line();
  }

  private static @Nullable DomainName parentNamed(Good line) {
    return line.parent() instanceof Parent.Named(DomainName name) ? name : null;
  }

  private Domain insert(Good line) {
    Domain parent = parentSoFar(line);
    long id = bad.isEmpty() ? page.write.insertDomain(line.name(), parent.id()) : pretended();
    Domain domain = new Domain(id, line.name(), parent.id(), 0, DomainSettings.NONE);
    edit.put(domain);
    added++;
    return domain;
  }

  /** Ids for lines that are only judged any more; beyond all that the store gave. */
  private long pretended() {
    return lastPretended++;
  }

  private Domain parentSoFar(Good line) {
    DomainName named = parentNamed(line);
    Domain parent = named != null ? edit.domain(named) : edit.nearestAbove(line.name());
    return parent != null ? parent : master;
  }

  private void write(Good line, Domain domain) {
    line.settings().forEach((setting, value) -> page.write.set(domain.id(), setting.key(), value));
    switch (line.certificate()) {
      case Certificate.Unsaid unsaid -> {}
      case Certificate.Cleared cleared -> page.write.clearCertificate(domain.id());
      case Certificate.Put(var certificate) -> {
        page.write.putCertificate(domain.id(), certificate);
        certificates++;
      }
    }
  }

  /** Puts the parents right, checks the rules, and says what was done or what is bad. */
  ImportOutcome settle() {
    landed.forEach(this::settleParent);
    DomainTree finished = edit.freeze(page.tree.change());
    landed.forEach(line -> check(finished, line));
    if (!allowNested) {
      finished.forEach(domain -> checkEarlierTenant(finished, domain));
    }
    if (!bad.isEmpty()) {
      throw refusal();
    }
    long updated = landed.size() - added;
    page.note(
        "domain.import",
        master.name(),
        added + " added, " + updated + " updated, " + certificates + " certificates");
    return new ImportOutcome(added, updated, certificates, page.write.change());
  }

  private void settleParent(Landed line) {
    Domain domain = Objects.requireNonNull(edit.domain(line.id()));
    Domain parent = finalParent(domain, line);
    if (parent == null || parent.id() == domain.parentId() || domain.isMaster()) {
      return;
    }
    if (bad.isEmpty()) {
      page.write.move(line.id(), parent.id());
    }
    edit.put(new Domain(line.id(), domain.name(), parent.id(), 0, DomainSettings.NONE));
  }

  private @Nullable Domain finalParent(Domain domain, Landed line) {
    DomainName named = line.parent();
    if (named == null) {
      return line.isNew() ? edit.nearestAbove(domain.name()) : null;
    }
    if (named.equals(domain.name())) {
      bad.add(
          new BadLine(
              line.line(),
              "'" + named + "' can't stand under itself: name another parent, or none."));
      return null;
    }
    Domain parent = edit.domain(named);
    if (parent == null && !badNames.contains(named)) {
      bad.add(
          new BadLine(
              line.line(),
              "The parent '"
                  + named
                  + "' of '"
                  + domain.name()
                  + "' is neither in the tree nor in the file: add its line, or name another."));
    }
    return parent;
  }

  private void check(DomainTree finished, Landed line) {
    Domain domain = Objects.requireNonNull(finished.domain(line.id()));
    Domain parent = finished.parent(domain);
    String problem = parent == null ? null : PlaceRules.fits(domain.name(), parent);
    if (problem == null && parent != null && parent.isMaster() && !allowNested) {
      problem = PlaceRules.apart(finished, domain.name());
    }
    if (problem != null) {
      bad.add(new BadLine(line.line(), problem));
    } else {
      Rights.require(line.isNew() ? Right.ADMIN : Right.OPERATOR, who, finished, domain);
    }
  }

  /** A tenant that was there before may lie below the name of one that is new. */
  private void checkEarlierTenant(DomainTree finished, Domain domain) {
    if (domain.parentId() != master.id() || hasLanded(domain)) {
      return;
    }
    Domain above = PlaceRules.tenantAbove(finished, domain.name());
    if (above != null && hasLanded(above)) {
      bad.add(new BadLine(lineOf(above), PlaceRules.nested(domain.name(), above.name())));
    }
  }

  private Refusal refusal() {
    bad.sort(Comparator.comparingLong(BadLine::number));
    return new Refusal.Invalid(
        bad.stream().map(line -> "Line " + line.number() + ": " + line.sentence()).toList());
  }
}
