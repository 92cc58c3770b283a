package io.treeline.cli;

/** The version of this build; the same as the parent POM's, which a test sees to. */
final class Version {

  static final String TEXT = "0.1.0";

  private Version() {}
}
