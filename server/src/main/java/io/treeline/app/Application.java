package io.treeline.app;

import io.treeline.store.StoreException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Runs a server for as long as the process lives. */
public final class Application {

  private Application() {}

  /**
   * Starts this server's roles, prints a line that begins with {@code ready}, and returns when the
   * process is told to stop.
   *
   * @return the exit status: 0, or 1 if it could not start
   */
  public static int run(ServeOptions options, PrintStream out, PrintStream err) {
    long began = System.nanoTime();
    Server server;
    try {
      if (options.demo()) {
        Demo.requireEmpty(options.data());
      }
      server = Server.start(options, System.getenv(), InstantSource.system());
    } catch (StartFailedException | StoreException e) {
      err.println("treeline: " + e.getMessage());
      return 1;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "stop"));
    if (options.demo()) {
      Demo.fill(server.registry(), InstantSource.system());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    out.printf(
        "ready in %.2f s: %s, local socket %s%n",
        took.toMillis() / 1000.0,
        server.addresses().stream().map(Listening::toString).collect(Collectors.joining(", ")),
        server.socket());
    if (options.demo()) {
      out.print(Demo.guide(options.data(), port(server, "https"), port(server, "tls")));
    }
    out.flush();
    return waitFor(stopped);
  }

  /** The first port with that scheme, whichever role's; 0 for none. */
  private static int port(Server server, String scheme) {
    return server.addresses().stream()
        .filter(each -> each.scheme().equals(scheme))
        .findFirst()
        .map(Listening::port)
        .orElse(0);
  }

  private static int waitFor(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static void stop(Server server, CountDownLatch stopped) {
    server.close();
    stopped.countDown();
  }
}
