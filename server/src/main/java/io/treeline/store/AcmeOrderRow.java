package io.treeline.store;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order under way at an authority, for one kind of key, without its key. Immutable; the arrays
 * are not copied, nobody may change them.
 *
 * @param id never used again for another order
 * @param names what was ordered, in its order, wildcards with {@code *.}
 * @param keyType the kind of the certificate's key, as settings name it
 * @param profile the authority's profile, null for its default
 * @param challenge the kind of challenge that is answered, null until one was chosen
 * @param replaces the certificate that it renews (RFC 9773 §5), null for a first one
 * @param step the step that was taken last, or is being taken
 * @param location the order's URL at the authority, null until its answer is known
 * @param hasKey whether the certificate's private key is held
 * @param chainDer what was issued, leaf first; null until it was
 */
public record AcmeOrderRow(
    long id,
    long domainId,
    long accountId,
    List<String> names,
    String keyType,
    @Nullable String profile,
    @Nullable String challenge,
    @Nullable String replaces,
    String step,
    @Nullable URI location,
    boolean hasKey,
    @Nullable List<byte[]> chainDer,
    Instant began,
    Instant stepped) {

  /** Copies the lists. */
  public AcmeOrderRow {
    names = List.copyOf(names);
    chainDer = chainDer == null ? null : List.copyOf(chainDer);
  }
}
