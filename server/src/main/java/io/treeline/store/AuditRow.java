package io.treeline.store;

import io.treeline.core.cert.Fingerprint;
import java.time.Instant;

/**
 * A line of the audit log in its place in the chain.
 *
 * @param number counts from 1 without gaps
 * @param at when it was written
 * @param change the number of the change that it was written with
 * @param hash covers the line before it and everything in this one
 */
public record AuditRow(long number, Instant at, long change, AuditLine line, Fingerprint hash) {}
