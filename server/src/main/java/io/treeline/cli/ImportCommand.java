package io.treeline.cli;

import io.treeline.api.Json;
import io.treeline.api.JsonObject;
import io.treeline.importer.Layout;
import io.treeline.importer.Placement;
import io.treeline.importer.Proposal;
import io.treeline.importer.Proposer;
import io.treeline.importer.ServerKind;
import io.treeline.importer.TreeView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code import nginx|certbot|caddy|haproxy PATH}. */
final class ImportCommand implements Command {

  private final ServerKind kind;

  ImportCommand(ServerKind kind) {
    this.kind = kind;
  }

  @Override
  public String name() {
    return kind.word();
  }

  @Override
  public String summary() {
    return "Proposes which certificate of " + kind.word() + " goes to which domain.";
  }

  @Override
  public void declare(Declaration takes) {
    takes
        .argument("PATH", path())
        .flag("--apply", "do what is proposed, all or none")
        .option("--passphrase-file", "FILE", "the passphrase of encrypted keys")
        .flag("--allow-nested", "take tenants whose names lie below another tenant's")
        .connection();
  }

  private String path() {
    return switch (kind) {
      case NGINX -> "its nginx.conf, the directory of that, or the file of a site";
      case CERTBOT -> "its directory, such as /etc/letsencrypt";
      case CADDY -> "its data directory, or its Caddyfile";
      case HAPROXY -> "its configuration, or a directory of certificates";
    };
  }

  @Override
  public int run(Arguments given, Terminal terminal) throws IOException {
    Layout layout = kind.read(terminal.path(given.argument(0)));
    char[] passphrase = CertFiles.passphrase(given.option("--passphrase-file"), terminal);
    boolean apply = given.flag("--apply");
    try (ApiClient server = ApiClient.of(given, terminal)) {
      ServerTree tree = apply ? ServerTree.of(server) : ServerTree.orNone(server);
      Proposal proposal =
          Proposer.propose(
              layout, tree == null ? TreeView.EMPTY : tree, passphrase, terminal.clock().instant());
      JsonObject applied =
          apply && !proposal.changes().isEmpty() ? apply(proposal, given, server, terminal) : null;
      if (given.json()) {
        terminal.out().println(Json.write(ProposalJson.of(proposal, tree != null, applied)));
      } else {
        new ProposalText(terminal, tree).print(proposal, apply, applied);
      }
      return proposal.placements().isEmpty() ? 1 : 0;
    }
  }

  private static JsonObject apply(
      Proposal proposal, Arguments given, ApiClient server, Terminal terminal) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Placement each : proposal.changes()) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("name", each.name().text());
      line.put("certificate_pem", each.bundle().storedText());
      lines.append(Json.write(line)).append('\n');
    }
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    return DomainImportCommand.send(
        server, new ByteArrayInputStream(body), given.flag("--allow-nested"), false, terminal);
  }
}
