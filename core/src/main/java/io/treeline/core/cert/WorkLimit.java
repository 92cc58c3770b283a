package io.treeline.core.cert;

import java.math.BigInteger;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * How much work one reading does to open what is encrypted, whatever the input asks for. Counted in
 * iterations of a key derivation (RFC 8018 §4.2), of which a core does a million in about a second.
 * Confined to that reading.
 */
final class WorkLimit {

  /** The most careful exports, those of GnuTLS, have 600,000. */
  private static final int MOST_AT_ONCE = 1_000_000;

  private static final int MOST_IN_ALL = 4_000_000;

  /** openssl and GnuTLS ask for 16 MiB. */
  private static final long MOST_SCRYPT_OCTETS = 33L << 20;

  private static final long MOST_SCRYPT_LANES = 16;

  private long left;

  WorkLimit() {
    this(MOST_IN_ALL);
  }

  WorkLimit(long most) {
    this.left = most;
  }

  /** Takes the work of deriving a key for that algorithm from what is left. */
  void spendOn(AlgorithmIdentifier algorithm) throws BlockException {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      spend(PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations());
      return;
    }
    spendOn(PBES2Parameters.getInstance(algorithm.getParameters()).getKeyDerivationFunc());
  }

  void spendOn(KeyDerivationFunc derivation) throws BlockException {
    if (derivation.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
      spendOnScrypt(ScryptParams.getInstance(derivation.getParameters()));
    } else {
      spend(PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount());
    }
  }

  void spend(BigInteger iterations) throws BlockException {
    if (iterations.compareTo(BigInteger.valueOf(Math.min(left, MOST_AT_ONCE))) > 0) {
      throw tooMuch();
    }
    left -= iterations.longValue();
  }

  /** Half of a block mixed is about one iteration. */
  private void spendOnScrypt(ScryptParams scrypt) throws BlockException {
    BigInteger lanes = scrypt.getParallelizationParameter();
    BigInteger blocks = scrypt.getBlockSize();
    BigInteger rows = scrypt.getCostParameter().add(lanes);
    if (blocks.multiply(rows).shiftLeft(7).compareTo(BigInteger.valueOf(MOST_SCRYPT_OCTETS)) > 0
        || lanes.compareTo(BigInteger.valueOf(MOST_SCRYPT_LANES)) > 0) {
      throw tooMuch();
    }
    spend(blocks.multiply(rows).multiply(lanes).shiftRight(1));
  }

  private static BlockException tooMuch() {
    return new BlockException(
        FindingCode.TOO_COSTLY,
        "Its encryption asks for more work than is done for one input, which is "
            + MOST_AT_ONCE
            + " iterations for a key and four times that in all",
        "export it again with fewer, such as 'openssl pkcs12 -export -iter 100000' or 'openssl"
            + " pkcs8 -topk8 -iter 100000'");
  }
}
