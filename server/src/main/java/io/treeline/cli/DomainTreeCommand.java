package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code domain tree [NAME]}. */
final class DomainTreeCommand extends ServerCommand {

  private static final int DEPTH = 4;
  private static final int LIMIT = 200;

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public String summary() {
    return "Draws the tree of domains, and which certificate each gets.";
  }

  @Override
  void declareOwn(Declaration takes) {
    takes
        .optionalArgument("NAME", "the domain to begin with; without it, the top")
        .option("--depth", "N", "how many levels below it are drawn (" + DEPTH + ")")
        .option("--limit", "N", "how many domains are drawn in all (" + LIMIT + ")");
  }

  @Override
  int run(Arguments given, Terminal terminal, ApiClient server) throws IOException {
    String name = given.optionalArgument(0);
    TreeReading reading =
        new TreeReading(
            server,
            given.number("--depth", DEPTH, 0, 200),
            given.number("--limit", LIMIT, 1, 100_000));
    JsonObject top = name == null ? top(server) : server.object(domainPath(name));
    DomainBranch tree = reading.read(top);
    if (given.json()) {
      terminal.out().println(Json.write(json(tree)));
    } else {
      TimeWords times = new TimeWords(terminal.clock().instant());
      new TreeDrawing(terminal.out(), times, terminal.style(), terminal.unicode())
          .draw(tree, giverAbove(server, top));
    }
    return 0;
  }

  private static JsonObject top(ApiClient server) throws IOException {
    return server.object("/v1/domains").objects("domains").getFirst();
  }

  /** The nearest domain above that has a certificate: the drawing's top inherits it. */
  private static @Nullable JsonObject giverAbove(ApiClient server, JsonObject top)
      throws IOException {
    JsonObject at = top;
    while (at.optionalObject("certificate") == null) {
      String parent = at.optionalText("parent");
      if (parent == null) {
        return null;
      }
      at = server.object(domainPath(parent));
    }
    return at;
  }

  private static Map<String, @Nullable Object> json(DomainBranch branch) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(branch.domain().members());
    json.put("branches", branch.below().stream().map(DomainTreeCommand::json).toList());
    json.put("leftOut", branch.leftOut());
    return json;
  }
}
