/** When certificates are renewed, and what an authority's limits allow: rules without a clock. */
@NullMarked
package io.treeline.acme.plan;

import org.jspecify.annotations.NullMarked;
