package io.treeline.core.cert;

/** One file of several that together hold key, certificate and chain. Its content may be secret. */
public final class NamedInput {

  private final String name;
  private final byte[] content;

  /** Takes the content as it is, without a copy. */
  public NamedInput(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /** The name under which findings speak of it. */
  public String name() {
    return name;
  }

  byte[] content() {
    return content;
  }

  /** The name and the size, never the content. */
  @Override
  public String toString() {
    return name + " (" + content.length + " octets)";
  }
}
