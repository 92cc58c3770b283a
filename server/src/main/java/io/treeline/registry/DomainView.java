package io.treeline.registry;

import io.treeline.core.name.DomainName;
import io.treeline.core.tree.DomainSettings;
import org.jspecify.annotations.Nullable;

/**
 * A domain as its readers see it. Immutable.
 *
 * @param parent null for the master, or where the reader may not see it
 * @param settings what is set in this very domain
 * @param certificate what is in force in this very domain; null for none
 * @param children how many domains are directly below
 * @param version the number of the change that touched it last; an ETag
 */
public record DomainView(
    DomainName name,
    @Nullable DomainName parent,
    DomainSettings settings,
    @Nullable CertificateView certificate,
    long children,
    long version) {}
