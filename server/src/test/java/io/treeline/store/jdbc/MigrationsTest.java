package io.treeline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void theNewestMigrationIsTheOneThatTheQuickLookKnows() throws Exception {
    Path first = Path.of(Migrations.class.getResource("V1__first_schema.sql").toURI());
    try (Stream<Path> files = Files.list(first.getParent())) {
      List<Integer> versions =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".sql"))
              .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .sorted()
              .toList();
      assertThat(versions).endsWith(Migrations.NEWEST).doesNotHaveDuplicates();
    }
  }
}
