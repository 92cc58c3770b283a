package io.treeline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void theNewestMigrationIsTheOneThatTheQuickLookKnows() throws Exception {
    assertThat(names())
        .as("Migrations.NEWEST names a migration of the resources, and there is none after it")
        .anyMatch(name -> name.startsWith("V" + Migrations.NEWEST + "__"))
        .noneMatch(name -> name.startsWith("V" + (Migrations.NEWEST + 1) + "__"));
  }

  private static List<String> names() throws IOException, URISyntaxException {
    URL first = Migrations.class.getResource("V1__first_schema.sql");
    try (Stream<Path> files = Files.list(Path.of(first.toURI()).getParent())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
