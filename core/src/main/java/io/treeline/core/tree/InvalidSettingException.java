package io.treeline.core.tree;

/** A value that is not of its setting's type; the message is one sentence that says what is. */
public final class InvalidSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidSettingException(Setting setting, String given, String expected) {
    super(
        setting.key()
            + ": '"
            + shortened(given)
            + "' is no value for it (expected: "
            + expected
            + ").");
  }

  private static String shortened(String given) {
    return given.length() <= 80 ? given : given.substring(0, 77) + "...";
  }
}
