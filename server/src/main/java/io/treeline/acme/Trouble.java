package io.treeline.acme;

import org.jspecify.annotations.Nullable;

/**
 * Why an issuance didn't go on. Immutable; holds no secret.
 *
 * @param kind stable, for machines: {@code preflight}, {@code challenge}, {@code rejected}, {@code
 *     rate-limited}, {@code unreachable}, {@code authority}, {@code account}, {@code store}, {@code
 *     no-email}, {@code clock}
 * @param sentence what went wrong, in plain words
 * @param nextStep what to do about it
 * @param problem the authority's own problem document (RFC 9457) as JSON, null without one
 */
public record Trouble(String kind, String sentence, String nextStep, @Nullable String problem) {}
