/** Tests of the write door, on a real store. */
@NullMarked
package io.treeline.registry;

import org.jspecify.annotations.NullMarked;
