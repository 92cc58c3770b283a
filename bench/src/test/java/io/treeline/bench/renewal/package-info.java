/** Tests of the years that are played through. */
@NullMarked
package io.treeline.bench.renewal;

import org.jspecify.annotations.NullMarked;
