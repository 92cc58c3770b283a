package io.treeline.app;

/** Runs a server. */
public final class Application {

  private Application() {}

  /** Runs this server's roles until it is told to stop, and gives the exit status. */
  public static int run(ServeOptions options) {
    throw new UnsupportedOperationException("not wired yet: " + options);
  }
}
