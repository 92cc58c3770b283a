package io.treeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Where a secret is read when it is needed; the configuration itself never holds one. */
public sealed interface SecretSource {

  /**
   * The secret as it is now, without surrounding white space.
   *
   * @param environment the server's environment variables
   * @throws SecretUnreadableException if it isn't there, or empty
   */
  String read(Map<String, String> environment) throws SecretUnreadableException;

  /** An environment variable of the server. */
  record Environment(String variable) implements SecretSource {
    @Override
    public String read(Map<String, String> environment) throws SecretUnreadableException {
      String secret = environment.getOrDefault(variable, "").strip();
      if (secret.isEmpty()) {
        throw new SecretUnreadableException(
            "The environment variable "
                + variable
                + " holds no secret: set it for the server and start it again.");
      }
      return secret;
    }
  }

  /** A file whose content, without surrounding white space, is the secret. */
  record InFile(Path file) implements SecretSource {
    @Override
    public String read(Map<String, String> environment) throws SecretUnreadableException {
      try {
        String secret = Files.readString(file).strip();
        if (!secret.isEmpty()) {
          return secret;
        }
      } catch (NoSuchFileException e) {
        throw new SecretUnreadableException(
            "There is no file " + file + ": write the secret there, alone.");
      } catch (IOException e) {
        throw new SecretUnreadableException(
            "The secret in " + file + " can't be read: check that the server's user may read it.");
      }
      throw new SecretUnreadableException(
          "The file " + file + " holds no secret: write it there, alone.");
    }
  }
}
