/**
 * The vocabulary of system_state: what needs a person, and the reporter that every room speaks to.
 */
@NullMarked
package io.treeline.core.state;

import org.jspecify.annotations.NullMarked;
