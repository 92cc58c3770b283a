/** The one door for writes, and for what is asked about the tree. */
@NullMarked
package io.treeline.registry;

import org.jspecify.annotations.NullMarked;
