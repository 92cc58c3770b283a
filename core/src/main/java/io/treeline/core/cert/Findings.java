package io.treeline.core.cert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is found while one input is read, each once. Confined to that reading. */
final class Findings {

  /**
   * A hostile text has thousands of broken blocks; nobody reads more of one severity than these.
   */
  private static final int MOST = 100;

  private final List<Finding> all = new ArrayList<>();

  void add(FindingCode code, Place place, String what, String todo) {
    add(new Finding(code, place, what, todo));
  }

  void add(Finding finding) {
    // The pairs of a dual certificate often share a chain, and what is wrong with it is one thing.
    if (count(finding.severity()) < MOST && !all.contains(finding)) {
      all.add(finding);
    }
  }

  void addAll(List<Finding> findings) {
    findings.forEach(this::add);
  }

  boolean haveErrors() {
    return count(Severity.ERROR) > 0;
  }

  private long count(Severity severity) {
    return all.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** The worst first, and among equals as they were added. */
  List<Finding> sorted() {
    return all.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }
}
