/** Tests of who may see and do what, on a real store. */
@NullMarked
package io.treeline.access;

import org.jspecify.annotations.NullMarked;
