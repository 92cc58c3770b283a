package io.treeline.acme;

import io.treeline.access.Principal;
import io.treeline.access.Rights;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.store.AcmeEventRow;
import io.treeline.store.StoreRead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of the issuance log that a principal sees. It has no state. */
final class LogQuery {

  private LogQuery() {}

  /** The newest first: of one domain, or of all for null. */
  static List<IssuanceEvent> run(
      StoreRead read,
      Principal who,
      DomainTree tree,
      @Nullable DomainName name,
      @Nullable Long before,
      int limit) {
    long from = before == null ? Long.MAX_VALUE : before;
    if (name != null) {
      Domain domain = Rights.seen(who, tree, tree.domain(name), name);
      return read.acmeEvents(domain.id(), from, limit).stream().map(LogQuery::event).toList();
    }
    return visible(read, who, tree, from, limit);
  }

  /** Lines of what the principal sees; of what is gone, who sees the master sees them. */
  private static List<IssuanceEvent> visible(
      StoreRead read, Principal who, DomainTree tree, long before, int limit) {
    Domain master = tree.master();
    boolean seesAll = master != null && Rights.reaches(who, tree, master);
    List<IssuanceEvent> found = new ArrayList<>();
    long from = before;
    List<AcmeEventRow> page = read.acmeEvents(0, from, pageSize(seesAll, limit));
    while (!page.isEmpty() && found.size() < limit) {
      for (AcmeEventRow row : page) {
        Domain domain = tree.domain(row.domainId());
        if (found.size() < limit
            && (seesAll || (domain != null && Rights.reaches(who, tree, domain)))) {
          found.add(event(row));
        }
      }
      from = page.getLast().number();
      page = found.size() < limit ? read.acmeEvents(0, from, pageSize(seesAll, limit)) : page;
    }
    return found;
  }

  private static int pageSize(boolean seesAll, int limit) {
    return seesAll ? limit : Math.max(limit, 1_000);
  }

  private static IssuanceEvent event(AcmeEventRow row) {
    return new IssuanceEvent(
        row.number(), row.at(), row.domain(), row.event(), row.message(), row.problem());
  }
}
