/** Tests with a real DNS server beside. */
@NullMarked
package io.treeline.acme.challenge;

import org.jspecify.annotations.NullMarked;
