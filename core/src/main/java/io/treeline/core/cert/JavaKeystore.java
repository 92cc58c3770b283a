package io.treeline.core.cert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.jspecify.annotations.Nullable;

/** Opens keystores of Java in their older forms; the newer ones are PKCS#12. */
final class JavaKeystore {

  private static final int JKS = 0xFEEDFEED;

  /** The algorithm's name before the parameters of each key in JCEKS: PBEWithMD5AndTripleDES. */
  private static final byte[] JCEKS_KEY = HexFormat.of().parseHex("06092b060104012a021301");

  private static final int LONGEST_PARAMETERS = 64;

  private JavaKeystore() {}

  static List<ContainerItem> open(byte[] octets, char @Nullable [] passphrase, WorkLimit work)
      throws BlockException {
    if (passphrase == null) {
      throw Passphrases.needed("The Java keystore is locked");
    }
    boolean jks = ByteBuffer.wrap(octets).getInt() == JKS;
    try {
      spendOnKeys(octets, work);
      KeyStore store = KeyStore.getInstance(jks ? "JKS" : "JCEKS");
      store.load(new ByteArrayInputStream(octets), passphrase);
      List<ContainerItem> items = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
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

  /** The JDK asks nobody before it derives a key, so the counts are looked up beforehand. */
  private static void spendOnKeys(byte[] octets, WorkLimit work)
      throws BlockException, IOException {
    for (int at = 0; at + JCEKS_KEY.length < octets.length; at++) {
      int from = at + JCEKS_KEY.length;
      if (Arrays.equals(octets, at, from, JCEKS_KEY, 0, JCEKS_KEY.length)) {
        int to = Math.min(octets.length, from + LONGEST_PARAMETERS);
        try (ASN1InputStream in = new ASN1InputStream(Arrays.copyOfRange(octets, from, to))) {
          work.spend(PKCS12PBEParams.getInstance(in.readObject()).getIterations());
        }
      }
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
