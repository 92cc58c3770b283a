package io.treeline.core.tree;

import io.treeline.core.name.Shown;

/** A value that is not of its setting's type; the message is one sentence that says what is. */
public final class InvalidSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidSettingException(Setting setting, String given, String expected) {
    super(
        setting.key()
            + ": "
            + Shown.of(given)
            + " is no value for it (expected: "
            + expected
            + ").");
  }
}
