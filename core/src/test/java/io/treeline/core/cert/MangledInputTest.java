package io.treeline.core.cert;

import static io.treeline.core.cert.TestReading.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.TestAuthority.Issued;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Properties, over inputs made from a seed; a failure prints the seed that brings it back. */
class MangledInputTest {

  private static final int ROUNDS = 1_500;
  private static final String[] FREE = {
    "Bag Attributes\n    localKeyID: 01 00 00 00 \n",
    "subject=/CN=a.example.com\nissuer=/C=US/O=Let's Encrypt/CN=R3\n",
    "date=2023-11-29 ",
    "# a note: über\n",
    "\t\n\n"
  };

  private final Issued root = TestAuthority.root("Root").selfSigned();
  private final Issued issuer = TestAuthority.root("Issuer").by(root);
  private final Issued ec = TestAuthority.leaf("a.example.com").by(issuer);
  private final Issued rsa =
      TestAuthority.leaf("a.example.com").keys(TestAuthority.key("RSA", 2048)).by(issuer);
  private final List<List<String>> goods =
      List.of(
          List.of(ec.keyPem(), ec.certificatePem(), issuer.certificatePem()),
          List.of(rsa.keyPem(), rsa.certificatePem(), issuer.certificatePem()),
          List.of(ec.keyPem(), ec.certificatePem()));

  @Test
  void manglingThatKeepsTheBlocksNeverChangesWhatIsRead() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new Random(seed);
      List<String> good = goods.get(random.nextInt(goods.size()));
      Intake expected = read(String.join("", good));
      assertThat(expected).isInstanceOf(Intake.Accepted.class);
      Intake actual = read(mangled(good, random));
      assertThat(served(actual))
          .as("seed %d: %s", seed, actual.findings())
          .isEqualTo(served(expected));
    }
  }

  @Test
  void damagedInputsNeverThrowAndWhatIsAcceptedIsConsistent() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new Random(seed);
      byte[] text =
          String.join("", goods.get(random.nextInt(goods.size())))
              .getBytes(StandardCharsets.ISO_8859_1);
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        text = damaged(text, random);
      }
      mustHold(text, seed);
    }
  }

  @Test
  void damageBelowTheBase64NeverThrowsEither() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new Random(seed);
      Issued issued = random.nextBoolean() ? ec : rsa;
      byte[] key = damaged(issued.keys().getPrivate().getEncoded(), random);
      byte[] leaf = X509.der(issued.certificate());
      String text =
          TestAuthority.pem("PRIVATE KEY", key)
              + TestAuthority.pem(
                  "CERTIFICATE", random.nextBoolean() ? damaged(leaf, random) : leaf);
      mustHold(text.getBytes(StandardCharsets.ISO_8859_1), seed);
    }
  }

  private static void mustHold(byte[] input, long seed) {
    try {
      Intake intake = CertificateReader.read(input, options());
      if (intake instanceof Intake.Accepted accepted) {
        Intake again = read(accepted.bundle().storedText());
        assertThat(served(again)).as("seed %d", seed).isEqualTo(served(intake));
      }
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static String mangled(List<String> good, RandomGenerator random) {
    List<String> blocks = new ArrayList<>(good);
    if (random.nextInt(3) == 0) {
      Collections.shuffle(blocks, Random.from(random));
    }
    StringBuilder text = new StringBuilder();
    for (String block : blocks) {
      if (random.nextBoolean()) {
        text.append(FREE[random.nextInt(FREE.length)]);
      }
      text.append(block);
    }
    String joined = random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
    return switch (random.nextInt(7)) {
      case 0 -> joined.replace("\n", "\r\n");
      case 1 -> joined.replace("\n", "\r");
      case 2 -> joined.replace('\n', ' ');
      case 3 -> "\uFEFF" + joined;
      case 4 -> "   " + joined.replace("\n", "  \n\t ");
      case 5 -> joined.replace("\n", "\u00A0\n");
      default -> joined;
    };
  }

  private static byte[] damaged(byte[] input, RandomGenerator random) {
    int at = random.nextInt(input.length);
    int length = Math.min(random.nextInt(1, 80), input.length - at);
    byte[] output = input.clone();
    switch (random.nextInt(4)) {
      case 0 -> output[at] = (byte) random.nextInt(256);
      case 1 -> output[at] ^= (byte) (1 << random.nextInt(8));
      case 2 ->
          System.arraycopy(input, random.nextInt(input.length - length + 1), output, at, length);
      default -> {
        output = new byte[input.length - length + 1];
        System.arraycopy(input, 0, output, 0, at);
        System.arraycopy(input, at + length, output, at, input.length - at - length);
      }
    }
    return output;
  }

  private static Intake read(String text) {
    return CertificateReader.read(text, options());
  }

  private static List<String> served(Intake intake) {
    return intake instanceof Intake.Accepted accepted
        ? accepted.bundle().pairs().stream().map(pair -> pair.keyPem() + pair.chainPem()).toList()
        : List.of("refused");
  }
}
