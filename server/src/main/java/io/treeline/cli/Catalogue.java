package io.treeline.cli;

import io.treeline.importer.ServerKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** All commands. */
final class Catalogue {

  private Catalogue() {}

  /** Those that are one word. */
  static List<Supplier<Command>> single() {
    return List.of(ServeCommand::new, StateCommand::new);
  }

  /** Those of more than one word, by their first. */
  static List<Group> groups() {
    return List.of(
        new Group(
            "domain",
            "The tree of domains and their settings.",
            List.of(
                DomainTreeCommand::new,
                DomainAddCommand::new,
                DomainSetCommand::new,
                DomainShowCommand::new,
                DomainRenameCommand::new,
                DomainMoveCommand::new,
                DomainRemoveCommand::new,
                DomainImportCommand::new,
                DomainExportCommand::new)),
        new Group(
            "cert",
            "Certificates: put, look into, explain.",
            List.of(
                CertPutCommand::new,
                CertInspectCommand::new,
                CertExplainCommand::new,
                CertSelfSignedCommand::new,
                CertHistoryCommand::new,
                CertRevokeCommand::new),
            List.of(
                new Group(
                    "local-ca",
                    "The installation's own authority: one root, imported once, for the tree.",
                    List.of(
                        LocalCaCreateCommand::new,
                        LocalCaIssueCommand::new,
                        LocalCaRootCommand::new)))),
        new Group(
            "acme",
            "Automatic issuance: where it stands, what happened, what is to come.",
            List.of(
                AcmeStatusCommand::new,
                AcmeIssueCommand::new,
                AcmeLogCommand::new,
                AcmePlanCommand::new,
                AcmeAuthorizeCommand::new,
                AcmeAccountsCommand::new,
                AcmeRekeyCommand::new)),
        new Group(
            "import",
            "Certificates of other servers: which goes to which domain.",
            Arrays.stream(ServerKind.values())
                .<Supplier<Command>>map(kind -> () -> new ImportCommand(kind))
                .toList()),
        new Group("config", "The configuration of the servers.", List.of(ConfigCheckCommand::new)),
        new Group(
            "token",
            "Access for others.",
            List.of(TokenCreateCommand::new, TokenListCommand::new, TokenRevokeCommand::new)));
  }
}
