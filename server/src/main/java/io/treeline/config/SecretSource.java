package io.treeline.config;

import java.nio.file.Path;

/** Where a secret is read when it is needed; the configuration itself never holds one. */
public sealed interface SecretSource {

  /** An environment variable of the server. */
  record Environment(String variable) implements SecretSource {}

  /** A file whose content, without surrounding white space, is the secret. */
  record InFile(Path file) implements SecretSource {}
}
