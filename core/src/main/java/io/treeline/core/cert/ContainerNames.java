package io.treeline.core.cert;

import org.jspecify.annotations.Nullable;

/** The names that containers have for what is in them, as findings show them. */
final class ContainerNames {

  private static final int LONGEST = 40;

  private ContainerNames() {}

  /** Such as {@code 'web server'}, with a space before it; empty for no name. */
  static String quoted(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return "";
    }
    StringBuilder shown = new StringBuilder(" '");
    name.strip()
        .codePoints()
        .limit(LONGEST)
        .forEach(c -> shown.appendCodePoint(isShown(c) ? c : '?'));
    return shown.append('\'').toString();
  }

  private static boolean isShown(int c) {
    return c == ' '
        || (Character.isDefined(c)
            && !Character.isISOControl(c)
            && Character.getType(c) != Character.FORMAT
            && Character.getType(c) != Character.SURROGATE
            && !Character.isWhitespace(c));
  }
}
