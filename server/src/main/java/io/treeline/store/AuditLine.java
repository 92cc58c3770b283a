package io.treeline.store;

/**
 * What somebody did, for the audit log; none of it may hold a secret.
 *
 * @param actor who, as a principal names itself
 * @param action what, as a stable word such as {@code domain.rename}
 * @param target to what, a name
 * @param detail the rest; may be empty
 */
public record AuditLine(String actor, String action, String target, String detail) {}
