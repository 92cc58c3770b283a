package io.treeline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void theNewestMigrationIsTheOneThatTheQuickLookKnows() {
    assertThat(Migrations.class.getResource("V" + Migrations.NEWEST + "__first_schema.sql"))
        .as("Migrations.NEWEST names a migration of the resources")
        .isNotNull();
  }
}
