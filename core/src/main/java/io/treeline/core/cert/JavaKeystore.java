package io.treeline.core.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens keystores of Java in their older forms; the newer ones are PKCS#12. */
final class JavaKeystore {

  private static final int JKS = 0xFEEDFEED;

  /** What one key of a JCEKS store may cost; the JDK has a limit of its own above it. */
  private static final BigInteger WORK = BigInteger.valueOf(1_000_000);

  private JavaKeystore() {}

  static List<ContainerItem> open(byte[] octets, char @Nullable [] passphrase, WorkLimit work)
      throws BlockException {
    if (passphrase == null) {
      throw Passphrases.needed("The Java keystore is locked");
    }
    boolean jks = ByteBuffer.wrap(octets).getInt() == JKS;
    try {
      KeyStore store = KeyStore.getInstance(jks ? "JKS" : "JCEKS");
      store.load(new ByteArrayInputStream(octets), passphrase);
      List<ContainerItem> items = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificateChain(alias) != null && !jks) {
          work.spend(WORK);
        }
        add(store, alias, passphrase, items);
      }
      return items;
    } catch (UnrecoverableKeyException e) {
      throw Passphrases.differs();
    } catch (IOException e) {
      throw e.getCause() instanceof UnrecoverableKeyException
          ? Passphrases.wrong("the Java keystore")
          : BlockException.damaged("The Java keystore doesn't parse");
    } catch (GeneralSecurityException | RuntimeException e) {
      throw BlockException.damaged("The Java keystore doesn't parse");
    }
  }

  private static void add(
      KeyStore store, String alias, char[] passphrase, List<ContainerItem> items)
      throws GeneralSecurityException {
    Certificate[] chain = store.getCertificateChain(alias);
    String named = ContainerNames.quoted(alias);
    if (chain != null) {
      Key key = store.getKey(alias, passphrase);
      byte[] encoded = key instanceof PrivateKey ? key.getEncoded() : null;
      if (encoded != null) {
        items.add(new ContainerItem.Key("keystore key" + named, encoded));
      }
      for (Certificate each : chain) {
        items.add(new ContainerItem.Certificate("keystore certificate" + named, each.getEncoded()));
      }
    } else if (store.isCertificateEntry(alias)) {
      byte[] trusted = store.getCertificate(alias).getEncoded();
      items.add(new ContainerItem.Certificate("keystore certificate" + named, trusted));
    }
  }
}
