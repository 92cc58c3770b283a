package io.treeline.api;

import io.treeline.core.cert.Finding;
import io.treeline.core.cert.Place;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A finding about a certificate, in JSON.
 *
 * @param code its stable name, for machines
 * @param severity {@code error}, {@code warning} or {@code notice}
 * @param place where in the input, in words; empty for the whole
 * @param file in which file; null for a pasted text
 * @param block in which block of it, from 1; null for the whole
 * @param line in which line of it, from 1; null where there are no lines
 * @param what what was found
 * @param todo what to do
 * @param sentence all of it as one sentence
 */
public record FindingJson(
    String code,
    String severity,
    String place,
    @Nullable String file,
    @Nullable Integer block,
    @Nullable Integer line,
    String what,
    String todo,
    String sentence) {

  /** That finding. */
  public static FindingJson of(Finding finding) {
    Place place = finding.place();
    return new FindingJson(
        finding.code().text(),
        finding.severity().name().toLowerCase(Locale.ROOT),
        place.toString(),
        place.file(),
        place.block() == 0 ? null : place.block(),
        place.line() == 0 ? null : place.line(),
        finding.what(),
        finding.todo(),
        finding.toString());
  }

  /** Those findings, in their order. */
  public static List<FindingJson> all(List<Finding> findings) {
    return findings.stream().map(FindingJson::of).toList();
  }
}
