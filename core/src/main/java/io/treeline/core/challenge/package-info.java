/** The answers that await an authority's questions, as immutable values. */
@NullMarked
package io.treeline.core.challenge;

import org.jspecify.annotations.NullMarked;
