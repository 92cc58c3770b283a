package io.treeline.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of the configuration.
 *
 * @param number counts from 1
 * @param document the JSON text as it was given
 * @param activatedAt null if it never was in force
 */
public record ConfigVersionRow(
    long number, String document, String state, @Nullable Instant activatedAt, String by) {}
