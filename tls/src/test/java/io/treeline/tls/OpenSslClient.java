package io.treeline.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's {@code openssl s_client}. */
final class OpenSslClient {

  private OpenSslClient() {}

  /** What it printed; the connection is closed as soon as the handshake is done. */
  static String connect(int port, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().write("bye\n".getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
    byte[] printed = process.getInputStream().readAllBytes();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("openssl s_client hangs");
    }
    return new String(printed, StandardCharsets.UTF_8);
  }
}
