package io.treeline.config;

/**
 * The admin API and console.
 *
 * @param port its HTTPS port; 0 lets the system choose one
 */
public record ApiRole(String name, Bind bind, int port) implements Role {}
