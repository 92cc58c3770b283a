/**
 * A directory with {@code server.key} and {@code server.crt} becomes the pair in force: watched,
 * judged, and the last good one kept when a replacement is bad.
 */
@NullMarked
package io.treeline.certdir;

import org.jspecify.annotations.NullMarked;
