package io.treeline.acme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import io.treeline.core.name.DomainName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookedRecordsTest {

  private static final Dns01 RECORD = new Dns01(DomainName.parse("a.example"), "-the_value-");

  @TempDir private Path directory;

  @Test
  void theProgramIsToldByArgumentsAndByItsEnvironment() throws Exception {
    TxtRecords records =
        hook("echo \"$1 $2 $3 $TREELINE_ACTION $TREELINE_RECORD $TREELINE_VALUE\" >> calls");

    records.add(List.of(RECORD));
    records.remove(RECORD);

    String end = " _acme-challenge.a.example -the_value- ";
    assertThat(Files.readAllLines(directory.resolve("calls")))
        .containsExactly(
            "add" + end + "add" + end.stripTrailing(),
            "remove" + end + "remove" + end.stripTrailing());
  }

  @Test
  void itHasTheServersEnvironmentAndNotTheMasterKey() throws Exception {
    TxtRecords records =
        hook("echo \"$PROVIDER_TOKEN [$TREELINE_MASTER_KEY]\" > seen; test -z \"$HOME\"");

    records.add(List.of(RECORD));

    assertThat(Files.readString(directory.resolve("seen"))).isEqualTo("token-of-provider []\n");
  }

  @Test
  void aFailureIsToldWithItsNumberAndWhatItSaidButNoSecret() throws Exception {
    TxtRecords records =
        hook(
            "echo 'quota  reached'; echo \"using $PROVIDER_TOKEN\" >&2; printf '\\033[1m'; exit 3");

    assertThatThrownBy(() -> records.add(List.of(RECORD)))
        .isInstanceOf(ChallengeException.class)
        .hasMessageContaining("ended with 3 when it was to add a TXT record")
        .hasMessageContaining("quota reached using ***")
        .hasMessageNotContainingAny("token-of-provider", "\033");
  }

  @Test
  void ofALongOutputTheEndIsTold() throws Exception {
    TxtRecords records =
        hook("i=0; while [ $i -lt 30000 ]; do echo 0123456789; i=$((i+1)); done; echo end; exit 1");

    assertThatThrownBy(() -> records.remove(RECORD))
        .isInstanceOf(ChallengeException.class)
        .satisfies(
            thrown -> assertThat(thrown.getMessage()).hasSizeLessThan(900).contains(" end."));
  }

  @Test
  void oneThatHangsIsEndedWithWhatItStarted() throws Exception {
    TxtRecords records =
        hook("echo $$ > pid; cat /dev/zero | cat > /dev/null; echo", Duration.ofSeconds(1));

    assertThatThrownBy(() -> records.add(List.of(RECORD)))
        .isInstanceOf(ChallengeException.class)
        .hasMessageContaining("did not end within 1 s");
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void oneThatLeavesSomethingRunningBehindHoldsNobodyUp() throws Exception {
    TxtRecords records = hook("sleep 4 & exit 0");

    records.add(List.of(RECORD));
  }

  @Test
  void oneThatIsNotThereIsTold() {
    TxtRecords records = new HookedRecords(directory.resolve("none"), Map.of());

    assertThatThrownBy(() -> records.add(List.of(RECORD)))
        .isInstanceOf(ChallengeException.class)
        .hasMessageContaining(
            ", which is to add TXT records, can't be started: check that it is there and may be executed.");
  }

  private TxtRecords hook(String script) throws IOException {
    return hook(script, Duration.ofSeconds(30));
  }

  private TxtRecords hook(String script, Duration limit) throws IOException {
    Path program = directory.resolve("hook");
    Files.writeString(program, "#!/bin/sh\ncd '" + directory + "'\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new HookedRecords(
        program,
        Map.of(
            "PATH",
            "/usr/bin:/bin",
            "PROVIDER_TOKEN",
            "token-of-provider",
            "TREELINE_MASTER_KEY",
            "master"),
        limit);
  }
}
