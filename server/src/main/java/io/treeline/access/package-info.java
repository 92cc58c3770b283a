/**
 * Who may see and do what: principals, tokens, rights by subtree. Every write and every query
 * passes one.
 */
@NullMarked
package io.treeline.access;

import org.jspecify.annotations.NullMarked;
