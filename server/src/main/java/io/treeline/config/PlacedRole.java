package io.treeline.config;

/** A role with its place in the text. */
record PlacedRole(String place, Role role) {}
