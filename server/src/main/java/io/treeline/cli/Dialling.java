package io.treeline.cli;

import io.treeline.api.LocalSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Connects to a server, and says in one sentence why that doesn't work. */
final class Dialling {

  private Dialling() {}

  static Wire dial(ServerAddress address) throws IOException {
    return switch (address) {
      case ServerAddress.Local local -> local(local.dataDirectory());
      case ServerAddress.Remote remote -> TlsDialling.dial(remote);
    };
  }

  private static Wire local(Path dataDirectory) throws IOException {
    LocalSocket socket = LocalSocket.in(dataDirectory);
    String unreachable = socket.address();
    try {
      return Wire.of(socket.connect());
    } catch (IOException e) {
      throw new Failure(reason(dataDirectory, socket, unreachable, String.valueOf(e.getMessage())));
    }
  }

  private static String reason(Path dataDirectory, LocalSocket socket, String shown, String cause) {
    if (cause.contains("ermission denied")) {
      return "The data directory "
          + dataDirectory
          + " belongs to another user: run this as the user that runs the server, or reach it with"
          + " --url and --token.";
    }
    if (Files.exists(socket.path()) && !cause.contains("refused")) {
      return "The server can't be reached at " + shown + " (" + cause + "): see its log.";
    }
    return "The server isn't running: start it with 'treeline serve --data "
        + dataDirectory
        + "', or name another data directory with --data.";
  }
}
