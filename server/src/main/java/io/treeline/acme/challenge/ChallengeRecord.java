package io.treeline.acme.challenge;

import io.treeline.core.name.DomainName;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** The names of records that validate a domain, in the form of the DNS library. */
final class ChallengeRecord {

  private ChallengeRecord() {}

  /** {@code _acme-challenge.NAME} (RFC 8555 §8.4). */
  static Name of(DomainName name) throws ChallengeException {
    try {
      return Name.fromString("_acme-challenge." + name.text() + ".");
    } catch (TextParseException e) {
      throw new ChallengeException(
          "The name "
              + name
              + " is too long for an _acme-challenge record before it: choose another"
              + " acme_challenge.");
    }
  }

  /** As people write it, without the dot at its end. */
  static String shown(Name name) {
    return name.toString(true);
  }
}
