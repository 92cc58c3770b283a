package io.treeline.config;

/** The role that issues and renews certificates; it listens nowhere but for its DNS responder. */
public record MwareRole(String name, Acme acme) implements Role {}
