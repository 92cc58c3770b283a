/** Tests of system_state, on a real store. */
@NullMarked
package io.treeline.monitor;

import org.jspecify.annotations.NullMarked;
