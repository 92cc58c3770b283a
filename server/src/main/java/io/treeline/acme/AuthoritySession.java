package io.treeline.acme;

import java.net.URI;
import java.util.Locale;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.NonceHolder;
import org.shredzone.acme4j.provider.AcmeProvider;

/** acme4j's session, on which requests don't wait for each other's nonce. For many threads. */
final class AuthoritySession extends Session {

  private final Nonces nonces = new Nonces();

  AuthoritySession(URI directory, AcmeProvider provider) {
    super(directory, provider);
    setLocale(Locale.ENGLISH);
  }

  @Override
  public NonceHolder lockNonce() {
    return nonces.hold();
  }
}
