package io.treeline.api;

import io.treeline.acme.IssuanceStatus;
import io.treeline.acme.Trouble;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the issuance of one domain stands, in JSON. */
record IssuanceStatusJson(
    String name,
    String status,
    List<String> names,
    @Nullable String email,
    @Nullable String directory,
    @Nullable String step,
    @Nullable Instant notAfter,
    @Nullable Instant nextAttempt,
    @Nullable TroubleJson waitsFor,
    int failures,
    @Nullable TroubleJson trouble,
    List<IssuanceStatus.Budget> budget) {

  static IssuanceStatusJson of(IssuanceStatus status) {
    Trouble trouble = status.trouble();
    Trouble waitsFor = status.waitsFor();
    return new IssuanceStatusJson(
        status.name().text(),
        status.status(),
        status.names(),
        status.email(),
        status.directory() == null ? null : status.directory().toString(),
        status.step(),
        status.notAfter(),
        status.nextAttempt(),
        waitsFor == null ? null : TroubleJson.of(waitsFor, null),
        status.failures(),
        trouble == null ? null : TroubleJson.of(trouble, status.troubleAt()),
        status.budget());
  }
}
