/** Tests of both fronts, and the pairs and clients that they share. */
@NullMarked
package io.treeline.front;

import org.jspecify.annotations.NullMarked;
