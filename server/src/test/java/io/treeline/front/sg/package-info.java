/** Tests of role sg over real connections. */
@NullMarked
package io.treeline.front.sg;

import org.jspecify.annotations.NullMarked;
