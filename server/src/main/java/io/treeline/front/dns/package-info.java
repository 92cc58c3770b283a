/** The authoritative responder for delegated {@code _acme-challenge} names. */
@NullMarked
package io.treeline.front.dns;

import org.jspecify.annotations.NullMarked;
