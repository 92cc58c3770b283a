package io.treeline.cli;

import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a part of the tree from a server, no more of it than is drawn. For one use. */
final class TreeReading {

  private static final int PAGE = 500;

  private final ApiClient server;
  private final int depth;
  private int left;

  TreeReading(ApiClient server, int depth, int limit) {
    this.server = server;
    this.depth = depth;
    this.left = limit - 1;
  }

  DomainBranch read(JsonObject top) throws IOException {
    return branch(top, depth);
  }

  private DomainBranch branch(JsonObject domain, int levels) throws IOException {
    long children = domain.number("children");
    if (children == 0 || levels == 0 || left == 0) {
      return new DomainBranch(domain, List.of(), children);
    }
    List<JsonObject> found = children(domain.text("name"));
    left -= found.size();
    List<DomainBranch> below = new ArrayList<>();
    for (JsonObject child : found) {
      below.add(branch(child, levels - 1));
    }
    return new DomainBranch(domain, below, Math.max(0, children - found.size()));
  }

  /** A level is complete before one below it begins: what is left out is the depth, not a row. */
  private List<JsonObject> children(String parent) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    String cursor = "";
    while (cursor != null && found.size() < left) {
      JsonObject page =
          server.object(
              "/v1/domains?parent="
                  + ApiClient.part(parent)
                  + "&cursor="
                  + ApiClient.part(cursor)
                  + "&limit="
                  + Math.min(PAGE, left - found.size()));
      found.addAll(page.objects("domains"));
      cursor = page.optionalText("next");
    }
    return found;
  }
}
