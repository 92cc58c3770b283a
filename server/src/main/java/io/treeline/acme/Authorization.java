package io.treeline.acme;

import io.treeline.core.name.DomainName;
import java.net.URI;
import java.util.List;

/**
 * The TXT record that authorises orders for a name once and for all (dns-persist-01). Immutable.
 *
 * @param recordName where it stands, such as {@code _validation-persist.example.com}
 * @param recordValue its text
 * @param found whether it is there already
 * @param seen the values that are there
 */
public record Authorization(
    DomainName name,
    URI directory,
    String recordName,
    String recordValue,
    boolean found,
    List<String> seen) {}
