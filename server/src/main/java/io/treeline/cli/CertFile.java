package io.treeline.cli;

/** A file with its name as it was given. Its content may be secret. */
final class CertFile {

  private final String name;
  private final byte[] content;

  CertFile(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  String name() {
    return name;
  }

  byte[] content() {
    return content;
  }

  /** The name, never the content. */
  @Override
  public String toString() {
    return name;
  }
}
