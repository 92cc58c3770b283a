/**
 * What an operator configures: one JSON file, read whole, checked whole, every problem with its
 * place.
 */
@NullMarked
package io.treeline.config;

import org.jspecify.annotations.NullMarked;
