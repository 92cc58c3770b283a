package io.treeline.config;

/** The role that issues and renews certificates; it listens nowhere. */
public record MwareRole(String name, Acme acme) implements Role {}
