/** JMH benchmarks of the pure library. */
@NullMarked
package io.treeline.bench;

import org.jspecify.annotations.NullMarked;
