package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo prints to be tried works as it is printed. */
@NeedsPeer({"openssl", "curl"})
class DemoTest {

  @TempDir private static Path home;
  private static RunningTreeline server;

  /** A printed command, with the comment above it. */
  private record Printed(String comment, String command) {}

  @BeforeAll
  static void startTheDemo() throws IOException {
    Path spaced = Files.createDirectory(home.resolve("the demo"));
    server = RunningTreeline.start(spaced, RunningTreeline.EVERY_ROLE, "--demo");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyPageAnswers() {
    List<Printed> commands = printed("curl ");
    assertThat(commands).hasSizeGreaterThanOrEqualTo(10);
    for (Printed each : commands) {
      assertThat(shell(each)).as(each.command()).isEqualTo(new Ran(0, "200\n", ""));
    }
  }

  @Test
  void everyHandshakeShowsTheSubjectThatIsMeant() {
    List<Printed> commands = printed("openssl s_client ");
    assertThat(commands).hasSizeGreaterThanOrEqualTo(11);
    for (Printed each : commands) {
      Ran ran = shell(each);
      assertThat(ran.exit()).as(each.command()).isZero();
      assertThat(ran.out().lines().findFirst())
          .as(each.command())
          .hasValue("subject=CN = " + subject(each.command()));
    }
  }

  @Test
  void whatIsSaidOfAnExpiredCertificateIsTrue() {
    Printed old =
        printed("openssl s_client ").stream()
            .filter(each -> each.comment().contains("expired"))
            .findFirst()
            .orElseThrow();
    assertThat(shell(new Printed("", old.command() + " -checkend 0")).exit()).isEqualTo(1);
  }

  @Test
  void theQuestionsAreAnsweredToo() {
    List<Printed> commands = printed("./treeline ");
    assertThat(commands).hasSize(3);
    assertThat(shell(commands.get(0)).ok().out()).contains("example.com", "covers");
    assertThat(shell(commands.get(1)).ok().out()).contains("phones.example.com", "expired");
    // The first look at the certificates may come a moment after the start.
    Ran state =
        await().until(() -> shell(commands.get(2)), ran -> ran.out().contains("soon.example.net"));
    assertThat(state.out()).contains("old.example.net", "soon.example.net");
    assertThat(state.exit()).as("a certificate has expired").isEqualTo(1);
  }

  @Test
  void theDemoRefusesADirectoryThatIsInUse() throws Exception {
    RunningTreeline second =
        RunningTreeline.launch(server.home(), RunningTreeline.EVERY_ROLE, "--demo");
    assertThat(second.awaitEnd()).isEqualTo(1);
    assertThat(second.log()).contains("empty data directory", "--data");
  }

  /** The subject of the certificate that the demo means a name to get. */
  private static String subject(String command) {
    String name = command.replaceAll(".*-servername (\\S+).*", "$1");
    return switch (name) {
      case "phones.example.com", "desk.phones.example.com", "x.example.com" -> "example.com";
      case "wrong.example.net" -> "other.example.net";
      case "office.local", "elsewhere.test" -> "platform.local";
      default -> name;
    };
  }

  private static Ran shell(Printed printed) {
    return Launcher.runProgram(List.of("bash", "-c", printed.command()));
  }

  private static List<Printed> printed(String beginning) {
    List<Printed> commands = new ArrayList<>();
    String comment = "";
    for (String line : server.printed().lines().toList()) {
      if (line.startsWith("# ")) {
        comment = line;
      } else if (line.startsWith(beginning)) {
        commands.add(new Printed(comment, line));
      }
    }
    return commands;
  }
}
