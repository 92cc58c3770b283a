package io.treeline.registry;

import io.treeline.core.tree.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An explanation with what there is to know of the certificate. Immutable.
 *
 * @param role the role that it was asked for
 * @param source {@code domain}, {@code certdir}, {@code default} or {@code none}
 * @param domain the domain that gave it; null for another source
 * @param sha256 the fingerprint of the leaf, in hexadecimal; null for none
 * @param notAfter when it expires, ISO 8601 in UTC; null for none
 * @param covers whether it covers the name
 * @param warnings sentences, each with its remedy
 */
public record Explained(
    Explanation explanation,
    String role,
    String source,
    @Nullable String domain,
    @Nullable String sha256,
    @Nullable String notAfter,
    boolean covers,
    List<String> warnings) {}
