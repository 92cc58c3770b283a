package io.treeline.config;

import io.treeline.core.name.DomainName;

/**
 * The hosts that a route is for: one name, or with {@code wildcard} every name below it, any number
 * of labels deep, and not itself.
 */
public record HostPattern(DomainName name, boolean wildcard) {

  /** Whether requests for that host are meant. */
  public boolean matches(DomainName host) {
    return wildcard ? host.isBelow(name) : host.equals(name);
  }

  /** As the file has it: {@code sip.example.com} or {@code *.example.com}. */
  @Override
  public String toString() {
    return wildcard ? "*." + name : name.text();
  }
}
