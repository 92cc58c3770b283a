package io.treeline.acme;

import io.treeline.core.cert.KeyType;
import io.treeline.core.name.DomainName;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is to be issued now. Immutable.
 *
 * @param domainId the node of the tree that it is for
 * @param names what the certificate has to cover, in its order: the domain's name first, wildcards
 *     with {@code *.}
 * @param directory the authority
 * @param holder who shares the account: {@code email:ADDRESS}, or {@code tenant:ID}
 * @param email the account's contact
 * @param keyTypes one, or two of different families: a dual certificate
 * @param profile the authority's profile, null for its default
 * @param preferredChain the subject of the root that the chain should lead to, null for any
 * @param challenge {@code auto}, {@code http-01}, {@code tls-alpn-01} or {@code dns-01}
 * @param attempt how many attempts failed in a row before this one; under {@code auto} a later
 *     attempt may try another challenge
 * @param replaces the certificate in force as renewal information names it (RFC 9773 §4.1), null
 *     for a first one
 */
public record Wanted(
    long domainId,
    DomainName name,
    List<String> names,
    URI directory,
    String holder,
    String email,
    List<KeyType> keyTypes,
    @Nullable String profile,
    @Nullable String preferredChain,
    String challenge,
    boolean preflight,
    int attempt,
    @Nullable String replaces) {

  /** Takes copies of the lists. */
  public Wanted {
    names = List.copyOf(names);
    keyTypes = List.copyOf(keyTypes);
  }
}
