/** Tests of role ws over real connections. */
@NullMarked
package io.treeline.front.ws;

import org.jspecify.annotations.NullMarked;
