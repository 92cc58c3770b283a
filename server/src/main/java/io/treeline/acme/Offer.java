package io.treeline.acme;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an authority's directory says of it (RFC 8555 §7.1.1). Immutable.
 *
 * @param terms the URL of its terms of service, null without any
 * @param caaIdentities its names in CAA records
 * @param profiles the names of the certificate profiles that can be asked for
 * @param renewalInfo where renewal information is (RFC 9773), null if it has none
 * @param needsExternalAccount whether accounts have to be bound to one made elsewhere
 */
record Offer(
    @Nullable String terms,
    List<String> caaIdentities,
    List<String> profiles,
    @Nullable String renewalInfo,
    boolean needsExternalAccount) {}
