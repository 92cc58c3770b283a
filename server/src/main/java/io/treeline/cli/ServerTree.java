package io.treeline.cli;

import io.treeline.api.JsonObject;
import io.treeline.core.name.DomainName;
import io.treeline.importer.InForce;
import io.treeline.importer.Standing;
import io.treeline.importer.TreeView;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of a server, asked name by name. For one thread. */
final class ServerTree implements TreeView {

  private final ApiClient server;
  private final String master;

  private ServerTree(ApiClient server, String master) {
    this.server = server;
    this.master = master;
  }

  /** The tree of that server. */
  static ServerTree of(ApiClient server) throws IOException {
    List<JsonObject> top = server.object("/v1/domains?limit=1").objects("domains");
    return new ServerTree(server, top.getFirst().text("name"));
  }

  /** The tree of that server; null where none answers. */
  static @Nullable ServerTree orNone(ApiClient server) {
    try {
      return of(server);
    } catch (ApiFailure e) {
      throw e;
    } catch (IOException | Failure e) {
      return null;
    }
  }

  /** The topmost domain that is seen. */
  String master() {
    return master;
  }

  @Override
  public @Nullable Standing find(DomainName name) throws IOException {
    try {
      JsonObject domain = server.object(ServerCommand.domainPath(name.text()));
      String parent = domain.optionalText("parent");
      JsonObject certificate = domain.optionalObject("certificate");
      return new Standing(
          parent == null ? null : DomainName.parse(parent),
          certificate == null ? null : inForce(certificate));
    } catch (ApiFailure e) {
      if (Long.valueOf(404).equals(e.document().get("status"))) {
        return null;
      }
      throw e;
    }
  }

  private static InForce inForce(JsonObject certificate) {
    return new InForce(
        certificate.text("sha256"),
        certificate.flag("covers"),
        certificate.texts("names"),
        Instant.parse(certificate.text("notBefore")),
        Instant.parse(certificate.text("notAfter")));
  }
}
