/** Tests of the live tree, on a real store. */
@NullMarked
package io.treeline.feed;

import org.jspecify.annotations.NullMarked;
