/** What both fronts stand on: the event loops of the process and the addresses to listen on. */
@NullMarked
package io.treeline.front;

import org.jspecify.annotations.NullMarked;
