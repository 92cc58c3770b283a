package io.treeline.config;

/** How an upstream is told the client's address. */
public enum ProxyProtocol {
  NONE,
  V1,
  V2
}
