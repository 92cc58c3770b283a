package io.treeline.config;

/** A service instance that a server runs. Immutable. */
public sealed interface Role permits WsRole, SgRole, MwareRole, ApiRole {

  /** The operator's name for it, unique in the installation. */
  String name();
}
