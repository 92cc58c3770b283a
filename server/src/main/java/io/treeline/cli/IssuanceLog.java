package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of issuance: asked for, and as a person reads it. */
final class IssuanceLog {

  private static final int PAGE = 1000;

  private IssuanceLog() {}

  /** Where a page of it is asked for. */
  static String path(@Nullable String name, int limit, @Nullable String before) {
    return "/v1/acme/log?limit="
        + limit
        + (name == null ? "" : "&domain=" + ApiClient.part(name))
        + (before == null ? "" : "&before=" + ApiClient.part(before));
  }

  /** The number of a domain's newest line; 0 for none. */
  static long last(ApiClient server, String name) throws IOException {
    List<JsonObject> newest = server.object(path(name, 1, null)).objects("events");
    return newest.isEmpty() ? 0 : newest.getFirst().number("number");
  }

  /** The lines of a domain after that one, the oldest first. */
  static List<JsonObject> since(ApiClient server, String name, long seen) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    for (JsonObject event : server.object(path(name, PAGE, null)).objects("events")) {
      if (event.number("number") > seen) {
        found.add(event);
      }
    }
    return found.reversed();
  }

  /** One line, and a second for the authority's problem document. */
  static void print(JsonObject event, boolean withDomain, PrintStream out, Style style) {
    String domain = event.optionalText("domain");
    out.println(
        style.faint(Instant.parse(event.text("at")).truncatedTo(ChronoUnit.SECONDS).toString())
            + "  "
            + (withDomain ? (domain == null ? "-" : domain) + "  " : "")
            + event.text("event")
            + "  "
            + event.text("message"));
    String document = IssuanceText.document(event.members().get("problem"));
    if (document != null) {
      out.println("    " + style.faint(document));
    }
  }
}
