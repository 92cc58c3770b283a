package io.treeline.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.core.cert.CertificateId;
import io.treeline.core.name.Sni;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CertificateLookupPropertyTest {

  private static final CertificateId DEFAULT = new CertificateId(7);
  private static final Fallback FALLBACK = new Fallback(null, DEFAULT);
  private static final int TREES = 200;
  private static final int LOOKUPS = 5_000;

  @Test
  void aMillionLookupsOverRandomTreesAgreeWithTheNaiveRule() {
    long first = System.nanoTime();
    for (int i = 0; i < TREES; i++) {
      RandomTree random = new RandomTree(first + i, 1 + i * 5);
      for (int version = 0; version < 5; version++) {
        for (int n = 0; n < LOOKUPS / 5; n++) {
          agrees(random, random.ask());
        }
        random.change();
      }
    }
  }

  private static void agrees(RandomTree random, String asked) {
    Sni sni =
        asked == null ? Sni.ABSENT : Sni.ofOctets(asked.getBytes(StandardCharsets.ISO_8859_1));
    Choice choice = CertificateLookup.choose(random.tree, sni, FALLBACK, Trace.NONE);
    long expected = random.naive.ask(asked);
    long got =
        switch (choice) {
          case Choice.OfDomain(var domain, var certificate) -> certificate.value();
          case Choice.OfDefault(var certificate) -> 0;
          case Choice.OfCertdir certdir -> -1;
          case Choice.Nothing nothing -> -2;
        };
    assertThat(got).as("SNI %s, seed %d", asked, random.seed).isEqualTo(expected);

    Recorder recorder = new Recorder(id -> null);
    Explanation explained = Explanation.of(random.tree, sni, FALLBACK, recorder);
    assertThat(explained.choice()).as("explained, seed %d", random.seed).isEqualTo(choice);
    assertThat(explained.steps().getLast().outcome()).isEqualTo(Step.Outcome.APPLIED);
    assertThat(explained.steps().stream().filter(s -> s.outcome() == Step.Outcome.APPLIED))
        .hasSize(1);
  }
}
