package io.treeline.cli;

import io.treeline.core.cert.NamedInput;

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

  /** What the reader takes. */
  NamedInput asInput() {
    return new NamedInput(name, content);
  }

  /** The name, never the content. */
  @Override
  public String toString() {
    return name;
  }
}
