package io.treeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./treeline} in a checkout of its own, with a Maven and JDKs that only write down calls.
 */
class LauncherTest {

  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path home;
  private Path checkout;
  private Path jdks;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Files.createDirectories(home.resolve("checkout"));
    jdks = Files.createDirectories(home.resolve("jdks"));
    copy("treeline");
    for (String script : List.of("jdk.sh", "maven.sh", "build.sh", "train.sh", "train.json")) {
      copy("scripts/" + script);
    }
    for (String module : List.of("core", "tls", "server")) {
      write(checkout.resolve(module + "/src/main/A.java"), "");
      write(checkout.resolve(module + "/pom.xml"), "");
    }
    write(checkout.resolve("pom.xml"), "");
    program(
        home.resolve("bin/mvn"),
        """
        echo "$JAVA_HOME" >> %1$s/builds
        mkdir -p %2$s/server/target/lib
        touch %2$s/server/target/treeline-server.jar %2$s/server/target/lib/a.jar
        printf 'lib/a.jar' > %2$s/server/target/classpath
        """
            .formatted(home, checkout));
    jdk("jdk-17", "17.0.15");
    jdk("jdk-25", "25.0.3");
  }

  @Test
  void theFirstStartBuildsAndRunsWithAJdkThatIsNewEnough() throws Exception {
    Run run = launch("domain", "tree", "--data", "a b");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("jdk-25 ")
        .contains("io.treeline.cli.Main domain tree --data a b")
        .contains("/treeline-server.jar:")
        .contains("/a.jar ");
    assertThat(run.err()).contains("treeline: building");
    assertThat(builds()).containsExactly(jdks.resolve("jdk-25").toString());
  }

  @Test
  void theNextStartBuildsNothing() throws Exception {
    launch("--version");
    Run second = launch("--version");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aSourceThatIsNewerIsBuilt() throws Exception {
    launch("--version");
    Files.setLastModifiedTime(
        checkout.resolve("tls/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    launch("--version");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aRunningServerKeepsTheJarsOfItsBuild() throws Exception {
    String first = classPath(launch("--version"));
    Files.setLastModifiedTime(
        checkout.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(classPath(launch("--version"))).isNotEqualTo(first);
  }

  @Test
  void launchersThatStartTogetherBuildOnce() throws Exception {
    List<Process> together = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      together.add(start("--version"));
    }
    for (Process process : together) {
      assertThat(finish(process).exit()).isZero();
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aBuildThatFailsIsReportedAndNothingRuns() throws Exception {
    program(home.resolve("bin/mvn"), "echo '[ERROR] A.java:[1,1] reached end of file'; exit 1");
    Run run = launch("--version");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("reached end of file").contains("the build failed");
  }

  @Test
  void serveRunsWithTheFlagsOfAServer() throws Exception {
    assertThat(launch("--json", "serve", "--demo").out()).contains("-XX:+ExitOnOutOfMemoryError");
    assertThat(launch("domain", "add", "serve").out()).contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  void theOperatorsOptionsComeLastAndMayChooseTheCollector() throws Exception {
    ProcessBuilder launcher = launcher("serve");
    launcher.environment().put("TREELINE_JVM_OPTS", "-Xmx2g -XX:+UseParallelGC");
    assertThat(finish(launcher.start()).out())
        .contains("-Xmx2g -XX:+UseParallelGC -cp")
        .doesNotContain("UseG1GC");
  }

  @Test
  void javaHomeIsTakenWhereItIsNewEnough() throws Exception {
    jdk("jdk-26", "26");
    ProcessBuilder launcher = launcher("--version");
    launcher.environment().put("JAVA_HOME", jdks.resolve("jdk-26").toString());
    assertThat(finish(launcher.start()).out()).startsWith("jdk-26 ");
    launcher.environment().put("JAVA_HOME", jdks.resolve("jdk-17").toString());
    assertThat(finish(launcher.start()).out()).startsWith("jdk-25 ");
  }

  @Test
  void withoutAJdkItSaysHowToGetOne() throws Exception {
    Files.writeString(jdks.resolve("jdk-25/release"), "JAVA_VERSION=\"24\"\n");
    program(home.resolve("bin/id"), "echo 1000");
    Run run = launch("--version");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("needs a JDK 25 or newer")
        .contains("apt-get install openjdk-25");
  }

  @Test
  void rootGetsAJdkFromTheSystemsPackages() throws Exception {
    Files.delete(jdks.resolve("jdk-25/release"));
    program(home.resolve("bin/id"), "echo 0");
    program(home.resolve("bin/apt-cache"), "[ $2 != openjdk-26-jdk-headless ] || echo found");
    program(
        home.resolve("bin/apt-get"),
        "[ $1 = update ] || echo 'JAVA_VERSION=\"26\"' > " + jdks.resolve("jdk-25/release"));
    Run run = launch("--version");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("installing openjdk-26-jdk-headless");
  }

  private record Run(int exit, String out, String err) {}

  private static String classPath(Run run) {
    return run.out().replaceAll("(?s).* -cp (\\S+) .*", "$1");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"));
  }

  private Run launch(String... arguments) throws Exception {
    return finish(start(arguments));
  }

  private Process start(String... arguments) throws IOException {
    return launcher(arguments).start();
  }

  private ProcessBuilder launcher(String... arguments) {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("treeline").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder launcher = new ProcessBuilder(command);
    launcher.environment().clear();
    launcher.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    launcher.environment().put("HOME", home.toString());
    launcher.environment().put("TREELINE_JDKS", jdks.toString());
    launcher.environment().put("TREELINE_AOT", "off");
    return launcher;
  }

  /** What it writes is little: it fits the pipes. */
  private static Run finish(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Run(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private void jdk(String name, String version) throws IOException {
    Path jdk = jdks.resolve(name);
    write(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    program(jdk.resolve("bin/javac"), "exit 1");
    program(jdk.resolve("bin/java"), "echo " + name + " \"$@\"");
  }

  private void copy(String file) throws IOException {
    Path to = checkout.resolve(file);
    Files.createDirectories(to.getParent());
    Files.copy(REPOSITORY.resolve(file), to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void program(Path file, String script) throws IOException {
    write(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
