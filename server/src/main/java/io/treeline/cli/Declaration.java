package io.treeline.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Says to picocli what a command takes. Done by calls and not by annotations, which cost a command
 * a tenth of a second of its start (decision 9).
 */
final class Declaration {

  private final CommandSpec spec;
  private int arguments;

  private Declaration(CommandSpec spec) {
    this.spec = spec;
  }

  /** The specification of a command, with what each has. */
  static CommandSpec of(Command command) {
    CommandSpec spec = bare(command.name(), command.summary());
    Declaration takes = new Declaration(spec);
    command.declare(takes);
    takes.flag("--json", "print JSON, for machines");
    return spec;
  }

  /** A specification with a name, a summary and {@code --help}. */
  static CommandSpec bare(String name, String summary) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(summary).abbreviateSynopsis(true);
    spec.addOption(
        OptionSpec.builder("--help", "-h")
            .type(boolean.class)
            .arity("0")
            .usageHelp(true)
            .description("print this help")
            .build());
    return spec;
  }

  /** An option without a value. */
  Declaration flag(String name, String description) {
    spec.addOption(
        OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build());
    return this;
  }

  /** An option with a value. */
  Declaration option(String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /** An argument that must be given. */
  Declaration argument(String label, String description) {
    return positional(label, "1", description);
  }

  /** An argument that may be left out. */
  Declaration optionalArgument(String label, String description) {
    return positional(label, "0..1", description);
  }

  /** One argument or more, to the end. */
  Declaration argumentsToTheEnd(String label, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(arguments + "..*")
            .arity("1..*")
            .required(true)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }

  /** The options by which a command reaches a server. */
  Declaration connection() {
    return option("--data", "DIR", "the data directory of the server here (./data)")
        .option("--url", "URL", "the address of a server elsewhere, https://host:port")
        .option("--token", "TOKEN", "its token; better in TREELINE_TOKEN or a file")
        .option("--token-file", "FILE", "a file with its token")
        .option("--ca-file", "FILE", "the authority that its certificate comes from, PEM")
        .option("--pin", "SHA256", "the fingerprint of its key, in place of an authority");
  }

  private Declaration positional(String label, String arity, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(String.valueOf(arguments++))
            .arity(arity)
            .required(arity.equals("1"))
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build());
    return this;
  }
}
