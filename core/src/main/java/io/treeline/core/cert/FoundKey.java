package io.treeline.core.cert;

/**
 * A private key of the input. Holds a secret.
 *
 * @param position counts the blocks of all inputs, so that orders can be compared
 */
record FoundKey(Place place, int position, KeyMaterial material) {}
