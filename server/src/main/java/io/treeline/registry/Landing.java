package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.access.Right;
import io.treeline.access.Rights;
import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainSettings;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import io.treeline.registry.JudgedLine.Certificate;
import io.treeline.registry.JudgedLine.Good;
import io.treeline.registry.JudgedLine.Parent;
import io.treeline.registry.Ledger.Page;
import io.treeline.store.NewCertificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines of one import land: each is written as it comes, below the parent that is known
 * by then; once all are there, the parents that were not are put right, and tenants are kept apart
 * on the finished tree.
 *
 * <p>A bad line is noted, and nothing more is written; the end of it all is a refusal that names
 * every bad line. What the principal doesn't see is as good as not there. Belongs to one thread.
 */
final class Landing {

  private final Page page;
  private final boolean allowNested;
  private final DomainTree.Edit edit;
  private final Domain master;
  private final LineOfDomain lines = new LineOfDomain();
  private final List<Pending> pending = new ArrayList<>();
  private final Set<DomainName> badNames = new HashSet<>();
  private final Set<Long> unplaced = new HashSet<>();
  private final BadLines bad = new BadLines();
  private final WarningTally warnings = new WarningTally();
  private long firstAdded;
  private long lastAdded;
  private long landed;
  private long added;
  private long certificates;

  /** A domain whose parent may be on a later line; {@code parent} is null for the nearest above. */
  private record Pending(long id, @Nullable DomainName parent) {}

  Landing(Page page, boolean allowNested) {
    this.page = page;
    this.allowNested = allowNested;
    this.edit = page.tree.edit();
    this.master = Objects.requireNonNull(page.tree.master(), "the master is made first");
  }

  void take(JudgedLine line) {
    switch (line) {
      case JudgedLine.Bad(long number, DomainName name, String sentence) ->
          refuse(number, name, sentence);
      case Good good -> take(good);
    }
  }

  private void take(Good line) {
    Domain there = edit.domain(line.name());
    String problem = there == null ? problemOfNew(line) : problemOf(there, line);
    if (problem != null) {
      refuse(line.number(), line.name(), problem);
      return;
    }
    Domain domain = there == null ? insert(line) : there;
    lines.put(domain.id(), line.number());
    landed++;
    place(domain, line);
    if (bad.isEmpty()) {
      write(domain, line);
    }
  }

  private @Nullable String problemOfNew(Good line) {
    if (line.parent() instanceof Parent.None) {
      return "Only the master's line has \"parent\":null, and '"
          + line.name()
          + "' is not the master's name: name a parent.";
    }
    return lacking(Right.ADMIN, line.name());
  }

  private @Nullable String problemOf(Domain domain, Good line) {
    if (!sees(domain)) {
      return PlaceRules.taken(line.name());
    }
    if (lines.of(domain.id()) != 0) {
      return "Line "
          + lines.of(domain.id())
          + " names '"
          + line.name()
          + "' too: a domain has one line.";
    }
    return switch (line.parent()) {
      case Parent.None none when !domain.isMaster() ->
          "Only the master's line has \"parent\":null: name a parent for '" + line.name() + "'.";
      case Parent.Named named when domain.isMaster() ->
          "'" + line.name() + "' is the master domain and has no parent: write \"parent\":null.";
      default -> null;
    };
  }

  private @Nullable String lacking(Right right, DomainName where) {
    return Rights.has(page.who, right) ? null : new Refusal.Forbidden(right, where).getMessage();
  }

  private void refuse(long number, @Nullable DomainName name, String sentence) {
    bad.note(number, sentence);
    if (name != null) {
      badNames.add(name);
    }
  }

  private void refuse(Domain domain, String sentence) {
    bad.note(lines.of(domain.id()), sentence);
  }

  /** Adds the domain below the best parent that is known so far. */
  private Domain insert(Good line) {
    Domain parent = parentSoFar(line);
    long id = bad.isEmpty() ? page.write.insertDomain(line.name(), parent.id()) : pretended();
    if (added == 0) {
      firstAdded = id;
    }
    lastAdded = id;
    added++;
    Domain domain = new Domain(id, line.name(), parent.id(), 0, DomainSettings.NONE);
    edit.put(domain);
    return domain;
  }

  private Domain parentSoFar(Good line) {
    DomainName named = named(line);
    Domain parent = named == null ? edit.nearestAbove(line.name(), this::sees) : edit.domain(named);
    return parent != null && sees(parent) ? parent : master;
  }

  private static @Nullable DomainName named(Good line) {
    return line.parent() instanceof Parent.Named(DomainName name) ? name : null;
  }

  /** An id for a line that is only judged any more: the store, too, gives ascending ones. */
  private long pretended() {
    if (added == 0) {
      page.tree.forEach(domain -> lastAdded = Math.max(lastAdded, domain.id()));
    }
    return lastAdded + 1;
  }

  private boolean isNew(Domain domain) {
    return added > 0 && domain.id() >= firstAdded;
  }

  private boolean sees(Domain domain) {
    return !(page.who instanceof Principal.TokenHolder)
        || isNew(domain)
        || page.sees(Objects.requireNonNull(page.tree.domain(domain.id())));
  }

  /** Puts the domain where the line says, if that is there already. */
  private void place(Domain domain, Good line) {
    DomainName named = named(line);
    Domain parent = named == null ? null : edit.domain(named);
    if (parent != null && sees(parent)) {
      place(domain, parent);
    } else if (named != null || isNew(domain)) {
      pending.add(new Pending(domain.id(), named));
    }
  }

  private void place(Domain domain, Domain parent) {
    String problem = PlaceRules.fits(domain.name(), parent);
    if (problem == null && parent.id() != domain.parentId() && !isNew(domain)) {
      problem = problemOfMoving(domain);
    }
    if (problem != null) {
      refuse(domain, problem);
    } else if (parent.id() != domain.parentId()) {
      edit.put(domain.withParent(parent.id()));
      if (bad.isEmpty()) {
        page.write.move(domain.id(), parent.id());
      }
    }
  }

  private @Nullable String problemOfMoving(Domain domain) {
    Domain before = Objects.requireNonNull(page.tree.parent(domain), "the master isn't moved");
    return page.sees(before)
        ? lacking(Right.ADMIN, domain.name())
        : new Refusal.Forbidden(Right.ADMIN, "the parent of " + domain.name()).getMessage();
  }

  private void write(Domain domain, Good line) {
    line.settings().forEach((setting, value) -> set(domain, setting, value));
    switch (line.certificate()) {
      case Certificate.Unsaid unsaid -> {}
      case Certificate.Cleared cleared -> {
        if (domain.hasCertificate()) {
          AutomationNotes.clearing(page, domain);
          page.write.clearCertificate(domain.id());
        }
      }
      case Certificate.Put(var given, var findings) -> {
        warnings.note(line.number(), line.name(), findings);
        put(domain, given);
      }
    }
  }

  private void set(Domain domain, Setting setting, @Nullable String value) {
    if (!Objects.equals(domain.settings().get(setting), value)) {
      page.write.set(domain.id(), setting.key(), value);
    }
  }

  private void put(Domain domain, NewCertificate judged) {
    NewCertificate given = CertificateIntake.keepingSource(judged, domain, page.write);
    AutomationNotes.putting(page, domain, given);
    CertificateId id = page.write.putCertificate(domain.id(), given);
    if (!id.equals(domain.certificate())) {
      certificates++;
    }
  }

  /** Puts the parents right, keeps tenants apart, and says what was done or what is bad. */
  ImportOutcome settle() {
    pending.forEach(this::settle);
    if (!allowNested) {
      PlaceRules.newlyNested(page.tree, edit.freeze(page.tree.change()), this::nested);
    }
    if (!bad.isEmpty()) {
      throw bad.refusal();
    }
    long updated = landed - added;
    page.note(
        "domain.import",
        master.name(),
        added + " added, " + updated + " updated, " + certificates + " certificates");
    return new ImportOutcome(
        added, updated, certificates, page.write.change(), true, warnings.all());
  }

  private void settle(Pending domainAndParent) {
    Domain domain = Objects.requireNonNull(edit.domain(domainAndParent.id()));
    DomainName named = domainAndParent.parent();
    Domain parent =
        named == null ? edit.nearestAbove(domain.name(), this::sees) : edit.domain(named);
    if (parent == null && named == null) {
      parent = master;
    }
    if (parent != null && sees(parent)) {
      place(domain, parent);
    } else {
      unplaced.add(domain.id());
      refuseOrphan(domain, named);
    }
  }

  private void refuseOrphan(Domain domain, @Nullable DomainName named) {
    if (named == null) {
      refuse(domain, PlaceRules.orphan(domain.name()));
    } else if (!badNames.contains(named)) {
      refuse(
          domain,
          "The parent '"
              + named
              + "' of '"
              + domain.name()
              + "' is neither in the tree nor in the file: add its line, or name another.");
    }
  }

  /** One of the two is new or was moved, so it has a line. */
  private void nested(Domain lower, Domain upper) {
    if (unplaced.contains(lower.id()) || unplaced.contains(upper.id())) {
      return;
    }
    Domain onLine = lines.of(lower.id()) != 0 ? lower : upper;
    refuse(onLine, PlaceRules.nested(lower.name(), upper.name()));
  }
}
