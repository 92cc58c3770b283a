package io.treeline.acme;

import io.treeline.core.name.DomainName;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The TXT records that authorise orders for a domain once and for all (dns-persist-01). Immutable.
 *
 * @param records one for the domain's name and each further one in its certificate; a wildcard goes
 *     with the record of its name
 */
public record Authorization(DomainName name, URI directory, List<Standing> records) {

  /** Copies the list. */
  public Authorization {
    records = List.copyOf(records);
  }

  /**
   * A record, and how it stands in the DNS.
   *
   * @param name where it stands, such as {@code _validation-persist.example.com}
   * @param value its text
   * @param seen the values that are there
   * @param objection why none of them authorises, with the next step; null if one does
   */
  public record Standing(String name, String value, List<String> seen, @Nullable String objection) {

    /** Copies the list. */
    public Standing {
      seen = List.copyOf(seen);
    }
  }
}
