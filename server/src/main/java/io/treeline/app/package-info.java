/** Wiring: what starts and stops in which order. It knows every room, and none knows it. */
@NullMarked
package io.treeline.app;

import org.jspecify.annotations.NullMarked;
