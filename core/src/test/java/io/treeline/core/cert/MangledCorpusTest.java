package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Inputs of the corpus, damaged by a seed: no exception, and what is accepted is consistent. */
class MangledCorpusTest {

  /** What asks for hundreds of thousands of iterations. */
  private static final Pattern SLOW = Pattern.compile("iterations|certtool|jceks|sha512");

  private static final int ROUNDS = 4_000;

  private final List<Corpus.Input> inputs =
      Corpus.inputs().filter(input -> !SLOW.matcher(input.name()).find()).toList();

  @Test
  void damagedInputsAreAcceptedConsistentlyOrRefused() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new Random(seed);
      Corpus.Input input = inputs.get(random.nextInt(inputs.size()));
      byte[] octets = Corpus.octets(input.files().get(random.nextInt(input.files().size())));
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        octets = damaged(octets, random);
      }
      mustHold(input, octets, seed);
    }
  }

  @Test
  void cutAtAnyPlaceAnInputIsAcceptedConsistentlyOrRefused() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = new Random(seed);
      Corpus.Input input = inputs.get(random.nextInt(inputs.size()));
      byte[] octets = Corpus.octets(input.files().getFirst());
      mustHold(input, Arrays.copyOf(octets, random.nextInt(octets.length)), seed);
    }
  }

  private static void mustHold(Corpus.Input input, byte[] octets, long seed) {
    try {
      Intake intake = CertificateReader.read(octets, input.options());
      if (intake instanceof Intake.Accepted accepted) {
        String stored = accepted.bundle().storedText();
        Intake again = CertificateReader.read(stored, input.options());
        assertThat(again)
            .as(() -> "seed " + seed + " of " + input + ": " + again.findings())
            .isInstanceOf(Intake.Accepted.class);
        assertThat(((Intake.Accepted) again).bundle().storedText())
            .as("seed %d of %s", seed, input)
            .isEqualTo(stored);
      }
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + " of " + input, e);
    }
  }

  private static byte[] damaged(byte[] input, RandomGenerator random) {
    int at = random.nextInt(input.length);
    int length = Math.min(random.nextInt(1, 80), input.length - at);
    byte[] output = input.clone();
    switch (random.nextInt(5)) {
      case 0 -> output[at] = (byte) random.nextInt(256);
      case 1 -> output[at] ^= (byte) (1 << random.nextInt(8));
      case 2 ->
          System.arraycopy(input, random.nextInt(input.length - length + 1), output, at, length);
      case 3 -> {
        output = Arrays.copyOf(input, input.length + length);
        System.arraycopy(input, at, output, at + length, input.length - at);
      }
      default -> {
        output = new byte[input.length - length + 1];
        System.arraycopy(input, 0, output, 0, at);
        System.arraycopy(input, at + length, output, at, input.length - at - length);
      }
    }
    return output;
  }
}
