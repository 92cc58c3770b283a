/** Collects what rooms report, and runs the checks that need a clock: system_state. */
@NullMarked
package io.treeline.monitor;

import org.jspecify.annotations.NullMarked;
