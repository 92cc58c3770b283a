package io.treeline.registry;

import io.treeline.core.cert.Finding;
import io.treeline.core.cert.Severity;
import io.treeline.core.name.DomainName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the warnings of an import and keeps the first. Belongs to one thread. */
final class WarningTally {

  private static final int KEPT = 100;

  private final Map<String, Long> byCode = new TreeMap<>();
  private final List<ImportWarnings.Line> first = new ArrayList<>();
  private long total;

  void note(long line, DomainName name, List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.severity() == Severity.WARNING) {
        note(line, name, finding);
      }
    }
  }

  private void note(long line, DomainName name, Finding finding) {
    total++;
    byCode.merge(finding.code().text(), 1L, Long::sum);
    if (first.size() < KEPT) {
      first.add(
          new ImportWarnings.Line(line, name.text(), finding.code().text(), finding.toString()));
    }
  }

  ImportWarnings all() {
    return new ImportWarnings(total, byCode, first);
  }
}
