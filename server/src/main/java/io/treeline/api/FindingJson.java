package io.treeline.api;

import io.treeline.core.cert.Finding;
import java.util.List;
import java.util.Locale;

/**
 * A finding about a certificate, in JSON.
 *
 * @param code its stable name, for machines
 * @param severity {@code error}, {@code warning} or {@code notice}
 * @param place where in the input; empty for the whole
 * @param sentence what, where, and what to do
 */
public record FindingJson(String code, String severity, String place, String sentence) {

  /** That finding. */
  public static FindingJson of(Finding finding) {
    return new FindingJson(
        finding.code().text(),
        finding.severity().name().toLowerCase(Locale.ROOT),
        finding.place().toString(),
        finding.toString());
  }

  /** Those findings, in their order. */
  public static List<FindingJson> all(List<Finding> findings) {
    return findings.stream().map(FindingJson::of).toList();
  }
}
