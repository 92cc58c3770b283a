package io.treeline.monitor;

import io.treeline.core.cert.PublicBundle;
import org.jspecify.annotations.Nullable;

/**
 * What a role that serves TLS here would show beside the tree. Immutable.
 *
 * @param role its name in the configuration
 * @param certdir the certdir that its configuration names; null for none
 * @param pair the certdir's pair in force; null for none
 */
public record RolePair(String role, @Nullable String certdir, @Nullable PublicBundle pair) {}
