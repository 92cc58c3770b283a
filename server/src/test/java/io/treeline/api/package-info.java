/** The admin API, over its sockets and a real store. */
@NullMarked
package io.treeline.api;

import org.jspecify.annotations.NullMarked;
