package io.treeline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.treeline.config.Configuration;
import io.treeline.registry.HouseTest;
import io.treeline.store.ConfigVersionRow;
import io.treeline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationInForceTest extends HouseTest {

  @TempDir private Path files;

  @Test
  void withoutAFileAndInAnEmptyStoreTheBuiltInOneRules() {
    assertThat(find(null).general().generalDomain()).hasToString("platform.local");
    assertThat(versions()).isEmpty();
  }

  @Test
  void aNewFileIsActivatedOnceAndAChangedOneAgain() throws IOException {
    Path file = file("one.example");
    assertThat(master(find(file))).isEqualTo("one.example");
    assertThat(master(find(file))).isEqualTo("one.example");
    assertThat(versions()).extracting(ConfigVersionRow::state).containsExactly("active");

    file("two.example");
    assertThat(master(find(file))).isEqualTo("two.example");
    assertThat(versions()).extracting(ConfigVersionRow::state).containsExactly("active", "retired");
    assertThat(master(find(null))).isEqualTo("two.example");
  }

  @Test
  void anUnchangedFileDoesNotUndoWhatWasActivatedSince() throws IOException {
    Path file = file("one.example");
    find(file);
    activateElsewhere(house.store, document("other.example"));

    assertThat(master(find(file))).isEqualTo("other.example");
  }

  @Test
  void aFileThatGoesBackToAnEarlierTextIsAChange() throws IOException {
    Path file = file("one.example");
    find(file);
    file("two.example");
    find(file);
    file("one.example");

    assertThat(master(find(file))).isEqualTo("one.example");
    assertThat(versions()).hasSize(3);
  }

  @Test
  void aBadFileChangesNothingAndAllItsProblemsAreTold() throws IOException {
    Path file = file("one.example");
    find(file);
    Files.writeString(
        file,
        "{\"general\":{\"generaldomain\":\"a..b\"},\"roles\":[{\"name\":\"ws1\","
            + "\"roletype\":\"nonsense\"}],\"structure\":[]}");

    assertThatThrownBy(() -> find(file))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("generaldomain")
        .hasMessageContaining("roles[0].roletype");
    assertThat(versions()).hasSize(1);
    assertThat(master(find(null))).isEqualTo("one.example");
  }

  @Test
  void aFileThatCannotBeReadIsSaid() {
    assertThatThrownBy(() -> find(files.resolve("no-such.json")))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("no-such.json");
  }

  private static void activateElsewhere(Store store, String document) {
    store.change(write -> {
      write.configVersions().forEach(row -> write.setConfigState(row.number(), "retired", null));
      long unused = write.addConfigVersion(document, "active", "token:1", java.time.Instant.EPOCH);
    });
  }

  /** As a start does that goes well. */
  private Configuration find(Path file) {
    ConfigurationInForce inForce =
        new ConfigurationInForce(house.store, house.data, () -> house.now, null);
    ConfigurationInForce.Found found = inForce.find(file);
    inForce.activate(found);
    return found.configuration();
  }

  private static String master(Configuration configuration) {
    return configuration.general().generalDomain().text();
  }

  private List<ConfigVersionRow> versions() {
    return house.store.read(read -> read.configVersions());
  }

  private Path file(String master) throws IOException {
    return Files.writeString(files.resolve("treeline.json"), document(master));
  }

  private static String document(String master) {
    return "{\"general\":{\"generaldomain\":\""
        + master
        + "\"},\"roles\":[{\"name\":\"api1\","
        + "\"roletype\":\"api\",\"bind\":\"127.0.0.1\",\"port\":7443}],\"structure\":"
        + "[{\"site\":\"s\",\"servers\":[{\"server\":\"srv1\",\"roles\":[\"api1\"]}]}]}";
  }
}
