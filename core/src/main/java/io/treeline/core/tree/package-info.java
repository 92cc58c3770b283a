/** The tree of domains and the one lookup that decides which certificate a name gets. No I/O. */
@NullMarked
package io.treeline.core.tree;

import org.jspecify.annotations.NullMarked;
