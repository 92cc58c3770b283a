package io.treeline.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to be stored before the authority hears of it. Immutable.
 *
 * @param names what is ordered, in its order, wildcards with {@code *.}
 * @param keyType the kind of the certificate's key, as settings name it
 * @param profile the authority's profile, null for its default
 * @param replaces the certificate that it renews (RFC 9773 §5), null for a first one
 * @param step its first step
 */
public record NewAcmeOrder(
    long domainId,
    long accountId,
    List<String> names,
    String keyType,
    @Nullable String profile,
    @Nullable String replaces,
    String step,
    Instant began) {

  /** Copies the list. */
  public NewAcmeOrder {
    names = List.copyOf(names);
  }
}
