/** Tests of a whole server in this process. */
@NullMarked
package io.treeline.app;

import org.jspecify.annotations.NullMarked;
