package io.treeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where secrets are read. */
class SecretSourceTest {

  @TempDir private Path directory;

  @Test
  void aFileIsReadWithoutTheWhiteSpaceAroundIt() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), " s3cret\n");
    assertThat(new SecretSource.InFile(file).read(Map.of())).isEqualTo("s3cret");
  }

  @Test
  void whatIsWrongWithAFileIsSaid() throws Exception {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> new SecretSource.InFile(missing).read(Map.of()))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessage("There is no file " + missing + ": write the secret there, alone.");
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThatThrownBy(() -> new SecretSource.InFile(empty).read(Map.of()))
        .hasMessageContaining("holds no secret");
    assertThatThrownBy(() -> new SecretSource.InFile(directory).read(Map.of()))
        .hasMessageContaining("can't be read: check that the server's user may read it");
  }
}
