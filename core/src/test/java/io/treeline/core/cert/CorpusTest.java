package io.treeline.core.cert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people hand in gives the findings that the table says, and nothing else. */
class CorpusTest {

  static Stream<Corpus.Input> inputs() {
    return Corpus.inputs();
  }

  static Stream<Corpus.Input> accepted() {
    return inputs().filter(input -> input.expected().startsWith("accepted"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void anInputGivesTheFindingsOfTheTable(Corpus.Input input) {
    Intake intake = input.read();
    String outcome =
        Stream.concat(
                Stream.of(intake instanceof Intake.Accepted ? "accepted" : "refused"),
                intake.findings().stream().map(finding -> finding.code().text()))
            .collect(Collectors.joining(" "));
    assertThat(outcome).as(() -> intake.findings().toString()).isEqualTo(input.expected());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void anAcceptedKeySignsForItsCertificate(Corpus.Input input) throws GeneralSecurityException {
    for (CertifiedKey pair : TestReading.accepted(input.read()).pairs()) {
      String algorithm =
          switch (pair.family()) {
            case RSA -> "SHA256withRSA";
            case ECDSA -> "SHA256withECDSA";
            case ED25519 -> "Ed25519";
          };
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.privateKey());
      signature.update(new byte[] {1, 2, 3});
      byte[] signed = signature.sign();
      signature.initVerify(pair.leaf().getPublicKey());
      signature.update(new byte[] {1, 2, 3});
      assertThat(signature.verify(signed)).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void whatIsStoredOrShownIsReadAgainAsTheSame(Corpus.Input input) {
    CertificateBundle bundle = TestReading.accepted(input.read());
    ReadOptions options = ReadOptions.at(Corpus.NOW);
    HeldKeys held =
        spki ->
            bundle.pairs().stream()
                .filter(pair -> pair.keySha256().equals(spki))
                .map(CertifiedKey::pkcs8)
                .findFirst()
                .orElse(null);

    Intake stored = CertificateReader.read(bundle.storedText(), options);
    Intake shown = CertificateReader.read(bundle.publicText(), options.heldKeys(held));

    assertThat(TestReading.accepted(stored).storedText()).isEqualTo(bundle.storedText());
    assertThat(TestReading.accepted(shown).storedText()).isEqualTo(bundle.storedText());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void nothingThatIsSaidHasASecret(Corpus.Input input) {
    Intake intake = input.read();
    StringBuilder said = new StringBuilder(intake.toString());
    said.append(input.options()).append(input.content());
    if (intake instanceof Intake.Accepted accepted) {
      said.append(accepted.bundle()).append(accepted.bundle().publicText());
      accepted.bundle().pairs().forEach(pair -> said.append(pair).append(pair.parts()));
    }
    String squeezed = said.toString().replaceAll("[\\s:]", "");
    if (!input.passphrase().isEmpty()) {
      assertThat(said).doesNotContain(input.passphrase());
    }
    secrets().forEach(secret -> assertThat(squeezed).doesNotContain(secret));
  }

  @Test
  void thereAre120InputsAndMoreAndEachFileIsOneOfThem() throws IOException, URISyntaxException {
    List<String> named = inputs().flatMap(input -> input.files().stream()).toList();
    Path directory = Path.of(Corpus.class.getResource("corpus").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).allMatch(named::contains);
    }
    assertThat(inputs().map(Corpus.Input::name)).doesNotHaveDuplicates().hasSizeGreaterThan(119);
  }

  /**
   * Pieces of the private numbers of the two keys that most inputs have, encoded as they may be.
   */
  private static List<String> secrets() {
    List<String> found = new ArrayList<>();
    for (String file : List.of("openssl-ec.pem", "openssl-rsa.pem")) {
      String text = new String(Corpus.octets(file), StandardCharsets.ISO_8859_1);
      CertifiedKey key =
          TestReading.accepted(CertificateReader.read(text, ReadOptions.at(Corpus.NOW))).first();
      byte[] pkcs8 = key.pkcs8();
      // In both forms the private number stands in the first half, in RSA's after the modulus.
      int from = key.family() == KeyFamily.RSA ? 320 : 38;
      for (int shift = 0; shift < 3; shift++) {
        byte[] piece = Arrays.copyOfRange(pkcs8, from + shift, from + shift + 18);
        found.add(Base64.getEncoder().encodeToString(piece));
        found.add(HexFormat.of().formatHex(piece));
        found.add(HexFormat.of().withUpperCase().formatHex(piece));
      }
    }
    return found;
  }
}
