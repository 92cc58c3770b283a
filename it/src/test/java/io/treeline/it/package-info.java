/** Tests of the built product from outside: its launcher, its ports, real peers. */
@NullMarked
package io.treeline.it;

import org.jspecify.annotations.NullMarked;
