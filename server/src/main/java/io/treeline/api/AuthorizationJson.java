package io.treeline.api;

import io.treeline.acme.Authorization;
import java.util.List;

/** The record that authorises a name once, in JSON. */
record AuthorizationJson(
    String name,
    String directory,
    String recordName,
    String recordValue,
    boolean found,
    List<String> seen) {

  static AuthorizationJson of(Authorization authorization) {
    return new AuthorizationJson(
        authorization.name().text(),
        authorization.directory().toString(),
        authorization.recordName(),
        authorization.recordValue(),
        authorization.found(),
        authorization.seen());
  }
}
