package io.treeline.registry;

import io.treeline.core.cert.NamedInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A certificate as somebody hands it in: one text or several files. May hold secrets. */
public final class Upload {

  private final List<NamedInput> inputs;
  private final char @Nullable [] passphrase;
  private final String source;

  /**
   * Takes the inputs as they are.
   *
   * @param passphrase for an encrypted key; null for none
   * @param source {@code uploaded}, {@code self-signed}, {@code local-ca}, {@code acme}
   */
  public Upload(List<NamedInput> inputs, char @Nullable [] passphrase, String source) {
    this.inputs = List.copyOf(inputs);
    this.passphrase = passphrase;
    this.source = source;
  }

  List<NamedInput> inputs() {
    return inputs;
  }

  char @Nullable [] passphrase() {
    return passphrase;
  }

  String source() {
    return source;
  }

  /** The names of the inputs only. */
  @Override
  public String toString() {
    return "Upload" + inputs;
  }
}
