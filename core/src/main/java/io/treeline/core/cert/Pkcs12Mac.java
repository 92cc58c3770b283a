package io.treeline.core.cert;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12PBMac1CalculatorBuilderProvider;
import org.bouncycastle.util.Arrays;

/** The integrity check of a PKCS#12 container (RFC 7292 §4, RFC 9579): it tells the passphrase. */
final class Pkcs12Mac {

  private static final int MOST_KEY_OCTETS = 64;

  private Pkcs12Mac() {}

  static boolean fits(Pfx container, Pkcs12Passphrase passphrase, WorkLimit work)
      throws BlockException, OperatorCreationException, PKCSException {
    MacData data = container.getMacData();
    AlgorithmIdentifier algorithm = data.getMac().getAlgorithmId();
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
      AlgorithmIdentifier derivation =
          PBMAC1Params.getInstance(algorithm.getParameters()).getKeyDerivationFunc();
      PBKDF2Params asked = PBKDF2Params.getInstance(derivation.getParameters());
      BigInteger octets = asked.getKeyLength();
      if (octets == null || octets.compareTo(BigInteger.valueOf(MOST_KEY_OCTETS)) > 0) {
        throw BlockException.damaged("The integrity check of the PKCS#12 container is malformed");
      }
      work.spend(asked.getIterationCount());
      return new PKCS12PfxPdu(container)
          .isMacValid(new BcPKCS12PBMac1CalculatorBuilderProvider(), passphrase.characters());
    }
    work.spend(data.getIterationCount());
    ExtendedDigest digest = BcDefaultDigestProvider.INSTANCE.get(algorithm);
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(digest);
    generator.init(passphrase.octets(), data.getSalt(), data.getIterationCount().intValueExact());
    HMac mac = new HMac(digest);
    mac.init(generator.generateDerivedMacParameters(digest.getDigestSize() * 8));
    byte[] content = ASN1OctetString.getInstance(container.getAuthSafe().getContent()).getOctets();
    mac.update(content, 0, content.length);
    byte[] computed = new byte[mac.getMacSize()];
    mac.doFinal(computed, 0);
    return Arrays.constantTimeAreEqual(computed, data.getMac().getDigest());
  }
}
