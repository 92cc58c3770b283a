package io.treeline.core.cert;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Bouncy Castle's ciphers, a private instance: the JDK's list of providers stays as it is. */
final class Ciphers {

  static final Provider PROVIDER = new BouncyCastleProvider();

  private Ciphers() {}
}
