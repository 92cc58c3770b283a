/** Tests of the responder, in memory and over real sockets. */
@NullMarked
package io.treeline.front.dns;

import org.jspecify.annotations.NullMarked;
