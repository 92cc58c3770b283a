package io.treeline.api;

import io.treeline.acme.IssuanceAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account at an authority, in JSON. */
record IssuanceAccountJson(
    long id,
    String directory,
    String holder,
    String email,
    String status,
    @Nullable String location,
    Instant made,
    @Nullable Instant ended) {

  static IssuanceAccountJson of(IssuanceAccount account) {
    return new IssuanceAccountJson(
        account.id(),
        account.directory().toString(),
        account.holder(),
        account.email(),
        account.status(),
        account.location() == null ? null : account.location().toString(),
        account.made(),
        account.ended());
  }
}
