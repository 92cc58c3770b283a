package io.treeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command line may look like, and the exit status. */
class UsageTest {

  private final Console console = new Console(Path.of("."));

  static Stream<String> everyCommand() {
    return Stream.concat(
        Catalogue.single().stream().map(command -> command.get().name()),
        Catalogue.groups().stream()
            .flatMap(group ->
                group.commands().stream()
                    .map(command -> group.name() + " " + command.get().name())));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandHasHelpAndJson(String command) {
    Console.Result help = console.run((command + " --help").split(" "));
    assertThat(help.status()).isZero();
    assertThat(help.out()).startsWith("Usage: treeline " + command).contains("--json");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void theFirstHelpNamesEveryGroup() {
    Console.Result help = console.run("--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("serve", "domain", "cert", "acme", "state", "config", "token");
  }

  @Test
  void aGroupsHelpNamesItsCommands() {
    assertThat(console.run("cert", "--help").out())
        .contains("put", "inspect", "explain", "self-signed", "history");
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    String pom = Files.readString(Path.of("../pom.xml"));
    String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
    assertThat(console.run("--version").out()).isEqualTo("treeline " + version + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "domian tree",
        "domain",
        "domain grow",
        "domain add",
        "domain add a b",
        "domain add a --colour red",
        "domain set a",
        "domain set a nonsense",
        "domain set a b=1 b=2",
        "domain tree --depth many",
        "cert self-signed a --set --out b",
        "cert self-signed a --key dsa",
        "cert self-signed a --days 0",
        "cert inspect",
        "cert revoke a",
        "acme",
        "acme issue",
        "acme authorize",
        "acme rekey",
        "acme status --limit many",
        "acme plan --horizon soon",
        "token create --subtree a",
        "token create --subtree a --role admin --expires sometime",
        "state --url http://a --token x",
        "state --url https://a",
        "state --url https://a --data b --token x",
        "state --token x",
        "state --url https://a --token x --pin abc"
      })
  void wrongUsageEndsWithTwoAndSaysWhy(String line) {
    Console.Result wrong = console.run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(wrong.status()).as(wrong.err()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).isNotBlank().contains("treeline");
  }

  @Test
  void aServerThatIsNotThereIsSaidInASentence() {
    Console.Result failed = console.run("state", "--data", "no-such-directory");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err())
        .contains("The server isn't running")
        .contains("treeline serve --data")
        .doesNotContain("Exception");
  }

  @Test
  void aMissingFileIsSaidInASentence() {
    Console.Result failed = console.run("cert", "inspect", "no-such-file.pem");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("There is no file").contains("no-such-file.pem");
  }
}
