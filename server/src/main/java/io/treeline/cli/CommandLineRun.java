package io.treeline.cli;

import io.treeline.api.Json;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs one command line: finds the command, has it run, and says what went wrong. Exit status 0
 * done, 1 refused or failed, 2 wrong usage.
 */
final class CommandLineRun {

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Terminal terminal;
  private final Map<CommandSpec, Command> commands = new HashMap<>();

  CommandLineRun(Terminal terminal) {
    this.terminal = terminal;
  }

  int run(String... words) {
    CommandLine line = new CommandLine(root(words));
    line.setUsageHelpWidth(100);
    try {
      return run(line.parseArgs(words));
    } catch (ParameterException e) {
      return wrongUsage(e.getCommandLine().getCommandSpec(), String.valueOf(e.getMessage()));
    }
  }

  private int run(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (parsed.isVersionHelpRequested()) {
      terminal.out().println("treeline " + Version.TEXT);
      return 0;
    }
    CommandLine line = last.commandSpec().commandLine();
    if (last.isUsageHelpRequested()) {
      line.usage(terminal.out());
      return 0;
    }
    Command command = commands.get(last.commandSpec());
    if (command == null) {
      line.usage(terminal.err());
      return USAGE;
    }
    return run(command, last);
  }

  private int run(Command command, ParseResult parsed) {
    Arguments given = new Arguments(parsed);
    try {
      return command.run(given, terminal);
    } catch (WrongUsage e) {
      return wrongUsage(parsed.commandSpec(), String.valueOf(e.getMessage()));
    } catch (ApiFailure e) {
      if (given.json()) {
        terminal.out().println(Json.write(e.document()));
      }
      return failed(String.valueOf(e.getMessage()));
    } catch (Failure e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failed(sentence(e));
    }
  }

  private int failed(String sentence) {
    terminal.out().flush();
    terminal.err().println(sentence);
    return FAILED;
  }

  private int wrongUsage(CommandSpec spec, String sentence) {
    terminal.err().println(sentence);
    terminal.err().println("See '" + spec.qualifiedName() + " --help'.");
    return USAGE;
  }

  private static String sentence(IOException e) {
    return switch (e) {
      case NoSuchFileException missing ->
          "There is no file " + missing.getFile() + ": check the path.";
      case AccessDeniedException denied ->
          denied.getFile() + " can't be opened: check its owner and its modes.";
      default -> {
        String said = String.valueOf(e.getMessage());
        yield said.endsWith(".") ? said : "Reading or writing failed: " + said + ".";
      }
    };
  }

  /** Only what the words call for: each command that is described costs time. */
  private CommandSpec root(String[] words) {
    CommandSpec root =
        Declaration.bare(
            "treeline", "The TLS front door and certificate manager of a tree of domains.");
    root.addOption(
        OptionSpec.builder("--version")
            .type(boolean.class)
            .arity("0")
            .versionHelp(true)
            .description("print the version")
            .build());
    add(root, Catalogue.single(), Catalogue.groups(), List.of(words));
    return root;
  }

  private void add(
      CommandSpec to, List<Supplier<Command>> suppliers, List<Group> groups, List<String> words) {
    String word = words.isEmpty() ? null : words.getFirst();
    List<Group> named = groups.stream().filter(group -> group.name().equals(word)).toList();
    if (named.isEmpty()) {
      addCommands(to, suppliers, word);
    }
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    for (Group group : named.isEmpty() ? groups : named) {
      CommandSpec spec = Declaration.bare(group.name(), group.summary());
      add(spec, group.commands(), group.groups(), rest);
      to.addSubcommand(group.name(), spec);
    }
  }

  private void addCommands(
      CommandSpec to, List<Supplier<Command>> suppliers, @Nullable String word) {
    List<Command> all = suppliers.stream().map(Supplier::get).toList();
    boolean named = all.stream().anyMatch(command -> command.name().equals(word));
    for (Command command : all) {
      if (!named || command.name().equals(word)) {
        CommandSpec spec = Declaration.of(command);
        commands.put(spec, command);
        to.addSubcommand(command.name(), spec);
      }
    }
  }
}
