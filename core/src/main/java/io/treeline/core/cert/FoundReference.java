package io.treeline.core.cert;

/**
 * A key of the input that is named by its fingerprint only.
 *
 * @param position counts the blocks of all inputs, so that orders can be compared
 */
record FoundReference(Place place, int position, Fingerprint spki) {}
