package io.treeline.registry;

import io.treeline.core.cert.PublicBundle;
import io.treeline.core.tree.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An explanation with what there is to know of the certificate. Immutable.
 *
 * @param role the role that it was asked for
 * @param client which kind of client it was asked for, {@code any} if none was named
 * @param source {@code domain}, {@code certdir}, {@code default} or {@code none}
 * @param domain the domain that gave it; null for another source
 * @param sha256 the fingerprint of the leaf that the client gets, in hexadecimal; null for none
 * @param notAfter when that expires, ISO 8601 in UTC; null for none
 * @param covers whether it covers the name; for any client, whether all pairs do
 * @param bundle all that is served; null for none
 * @param warnings sentences, each with its remedy
 */
public record Explained(
    Explanation explanation,
    String role,
    String client,
    String source,
    @Nullable String domain,
    @Nullable String sha256,
    @Nullable String notAfter,
    boolean covers,
    @Nullable PublicBundle bundle,
    List<String> warnings) {}
