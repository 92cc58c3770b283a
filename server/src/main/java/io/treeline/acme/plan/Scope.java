package io.treeline.acme.plan;

import java.util.Locale;

/** What an authority's wish for patience is about. */
public enum Scope {
  AUTHORITY,
  ACCOUNT,
  REGISTERED_DOMAIN,
  NAME_SET,
  /** Each name of the order. */
  NAMES;

  /**
   * What a refusal with {@code rateLimited} (RFC 8555 §6.6) is about, by the words of Let's
   * Encrypt; whoever uses others is taken to mean the account that asked.
   *
   * @param detail the problem document's {@code detail}
   */
  public static Scope ofRefusal(String detail) {
    String words = detail.toLowerCase(Locale.ROOT);
    if (words.contains("exact set of")) {
      return NAME_SET;
    }
    if (words.contains("failed authorizations") || words.contains("prevented from requesting")) {
      return NAMES;
    }
    if (words.contains("already issued for")) {
      return REGISTERED_DOMAIN;
    }
    return ACCOUNT;
  }

  /** The word in the store. */
  String word() {
    return "patience-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
