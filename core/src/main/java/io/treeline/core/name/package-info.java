/** Domain names and SNI values, parsed once at the door and never handled as raw strings after. */
@NullMarked
package io.treeline.core.name;

import org.jspecify.annotations.NullMarked;
