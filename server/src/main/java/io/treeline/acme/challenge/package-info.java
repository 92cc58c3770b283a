/** How the answers to an authority's challenges get to where it asks for them. */
@NullMarked
package io.treeline.acme.challenge;

import org.jspecify.annotations.NullMarked;
