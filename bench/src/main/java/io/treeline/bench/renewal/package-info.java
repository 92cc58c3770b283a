/** Years of renewals in minutes: the product's own plan and budget under a virtual clock. */
@NullMarked
package io.treeline.bench.renewal;

import org.jspecify.annotations.NullMarked;
