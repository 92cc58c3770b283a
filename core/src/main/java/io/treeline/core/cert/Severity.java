package io.treeline.core.cert;

/** How bad a {@link Finding} is. The first is the worst. */
public enum Severity {
  /** The input is refused. */
  ERROR,
  /** The input is taken, and some or all clients will have trouble, or something was put right. */
  WARNING,
  /** Worth knowing, nothing to do. */
  NOTICE
}
