package io.treeline.it;

import java.util.Arrays;

/** What a client asks of an authority (RFC 8555), told by Pebble's paths. */
enum AcmeStep {
  DIRECTORY("/dir"),
  NEW_NONCE("/nonce-plz"),
  NEW_ACCOUNT("/sign-me-up"),
  ACCOUNT("/my-account/"),
  NEW_ORDER("/order-plz"),
  ORDER("/my-order/"),
  ORDERS("/list-orderz/"),
  AUTHORIZATION("/authZ/"),
  CHALLENGE("/chalZ/"),
  FINALIZE("/finalize-order/"),
  CERTIFICATE("/certZ/"),
  REVOKE("/revoke-cert"),
  KEY_CHANGE("/rollover-account-key"),
  RENEWAL_INFO("/draft-ietf-acme-ari-03/renewalInfo/");

  private final String path;

  AcmeStep(String path) {
    this.path = path;
  }

  static AcmeStep of(String requested) {
    return Arrays.stream(values())
        .filter(step -> requested.startsWith(step.path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Pebble has no " + requested));
  }
}
