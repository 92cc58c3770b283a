package io.treeline.acme;

import java.util.Locale;

/** How far an order is. The step is in the store before anything of it is done. */
enum OrderStep {
  /** The authority is asked for an order. */
  ORDERED,
  /** Answers to its challenges are put up, and it is told so. */
  CHALLENGED,
  /** It has confirmed every name. */
  VALIDATED,
  /** The certificate's key is stored, and the request for a certificate goes out. */
  FINALISED,
  /** The certificate is here, and is put into the tree. */
  STORED,
  /** It is in force. */
  SERVED;

  /** As rows and log have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
