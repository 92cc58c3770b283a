package io.treeline.api;

import io.treeline.acme.Authorization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records that authorise a domain's names once and for all, in JSON. */
record AuthorizationJson(String name, String directory, boolean found, List<RecordJson> records) {

  /** One of them. */
  record RecordJson(
      String recordName,
      String recordValue,
      boolean found,
      List<String> seen,
      @Nullable String objection) {

    static RecordJson of(Authorization.Standing standing) {
      return new RecordJson(
          standing.name(),
          standing.value(),
          standing.objection() == null,
          standing.seen(),
          standing.objection());
    }
  }

  static AuthorizationJson of(Authorization authorization) {
    List<RecordJson> records = authorization.records().stream().map(RecordJson::of).toList();
    return new AuthorizationJson(
        authorization.name().text(),
        authorization.directory().toString(),
        records.stream().allMatch(RecordJson::found),
        records);
  }
}
