package io.treeline.tls;

/** What the first bytes of a connection are. */
sealed interface FirstBytes permits ClientHello, FirstBytes.Unfinished, FirstBytes.NoHello {

  /** A ClientHello may be on its way. */
  Unfinished UNFINISHED = new Unfinished();

  /** No ClientHello, whatever follows: the TLS library answers with the alert that fits. */
  NoHello NO_HELLO = new NoHello();

  /** See {@link #UNFINISHED}. */
  record Unfinished() implements FirstBytes {}

  /** See {@link #NO_HELLO}. */
  record NoHello() implements FirstBytes {}
}
