/** Changes since a number, and the one writer of the live tree. */
@NullMarked
package io.treeline.feed;

import org.jspecify.annotations.NullMarked;
