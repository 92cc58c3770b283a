/** Role sg: TLS in front of a SIP server that speaks plain TCP. */
@NullMarked
package io.treeline.front.sg;

import org.jspecify.annotations.NullMarked;
