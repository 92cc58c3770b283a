/**
 * The admin API: {@code /v1} over HTTPS and over the data directory's own socket, and the JSON that
 * it shares with the command line.
 */
@NullMarked
package io.treeline.api;

import org.jspecify.annotations.NullMarked;
