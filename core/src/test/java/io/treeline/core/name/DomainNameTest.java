package io.treeline.core.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

  @ParameterizedTest
  @CsvSource({
    "Example.COM,example.com",
    "example.com.,example.com",
    "bücher.example,xn--bcher-kva.example",
    "BÜCHER.example,xn--bcher-kva.example",
    "straße.de,xn--strae-oqa.de",
    "例え。テスト,xn--r8jz45g.xn--zckzah",
    "_sip._tls.example.com,_sip._tls.example.com",
    "123.456.example.com,123.456.example.com",
    "-a-.example.com,-a-.example.com",
    "platform.local,platform.local",
    "localhost,localhost",
  })
  void aNameIsStoredInItsNormalForm(String given, String text) {
    assertThat(DomainName.parse(given).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        "a.b..",
        ".a",
        "a b",
        "a/b",
        "*.example.com",
        "127.0.0.1",
        "::1",
        "a\u0000b",
        "ex\u200dample.com",
        "\u05d0a.example",
        "a:b",
      })
  void whatIsNoNameIsRefusedWithAReason(String given) {
    assertThatThrownBy(() -> DomainName.parse(given))
        .isInstanceOf(InvalidNameException.class)
        .hasMessageContaining("is no domain name: ")
        .hasMessageEndingWith(".");
  }

  @Test
  void sixtyThreeOctetsInALabelAndTwoHundredFiftyThreeInAllAreTheLimit() {
    String label = "x".repeat(63);
    String longest = (label + ".").repeat(3) + "y".repeat(61);
    assertThat(DomainName.parse(longest).text()).hasSize(253);
    assertThatThrownBy(() -> DomainName.parse(longest + "y")).hasMessageContaining("254 octets");
    assertThatThrownBy(() -> DomainName.parse("x" + label + ".com"))
        .hasMessageContaining("64 octets");
  }

  @Test
  void aRefusalRepeatsNothingThatCouldBeAKey() {
    String line = "Yk3nQ8wZ".repeat(8);
    for (String given : List.of(line, line + "\n" + line, line + ".example.com", line.repeat(4))) {
      assertThatThrownBy(() -> DomainName.parse(given))
          .isInstanceOf(InvalidNameException.class)
          .message()
          .doesNotContainIgnoringCase("Yk3nQ8wZ");
    }
  }

  @Test
  void aNameIsBelowItsParentNamesOnly() {
    DomainName name = DomainName.parse("a.example.com");
    assertThat(name.isBelow(DomainName.parse("example.com"))).isTrue();
    assertThat(name.isBelow(DomainName.parse("com"))).isTrue();
    assertThat(name.isBelow(name)).isFalse();
    assertThat(DomainName.parse("badexample.com").isBelow(DomainName.parse("example.com")))
        .isFalse();
  }

  @Test
  void aRenamedParentTakesItsNamesAlong() {
    DomainName old = DomainName.parse("example.com");
    DomainName renamed = DomainName.parse("example.org");
    assertThat(DomainName.parse("a.example.com").rebase(old, renamed).text())
        .isEqualTo("a.example.org");
    assertThat(old.rebase(old, renamed)).isEqualTo(renamed);
  }

  @Test
  void aPersonSeesUnicode() {
    assertThat(DomainName.parse("xn--bcher-kva.example").unicode()).isEqualTo("bücher.example");
    assertThat(DomainName.parse("xn--a.example").unicode()).isEqualTo("xn--a.example");
  }

  @Test
  void anSniIsReadFromOctetsWithoutEverFailing() {
    assertThat(sni("_U.Example.")).isEqualTo(new Sni.Name(DomainName.parse("_u.example")));
    assertThat(sni("")).isEqualTo(Sni.ABSENT);
    assertThat(sni("10.0.0.1")).isEqualTo(new Sni.NoName("10.0.0.1", 8, false));
    assertThat(sni("a..b")).isInstanceOf(Sni.NoName.class);
    assertThat(sni("*.example.com")).isInstanceOf(Sni.NoName.class);
    assertThat(sni("b\u00fccher.example")).isEqualTo(new Sni.NoName("b?cher.example", 14, false));
    assertThat(Sni.ofTyped("bücher.example"))
        .isEqualTo(new Sni.Name(DomainName.parse("xn--bcher-kva.example")));
    assertThat(Sni.ofTyped("bü..cher")).isInstanceOf(Sni.NoName.class);
  }

  @Test
  void octetsAreANameExactlyWhenTheRuleWrittenOutSaysSo() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int names = 0;
    for (int i = 0; i < 200_000; i++) {
      String octets = almostAName(random);
      String normal = normal(octets);
      String as = "seed %d, %s".formatted(seed, octets);
      if (normal == null) {
        assertThat(sni(octets)).as(as).isNotInstanceOf(Sni.Name.class);
        assertThatThrownBy(() -> DomainName.parse(octets))
            .as(as)
            .isInstanceOf(InvalidNameException.class);
      } else {
        names++;
        assertThat(sni(octets)).as(as).hasToString(normal).isInstanceOf(Sni.Name.class);
        assertThat(DomainName.parse(octets)).as(as).hasToString(normal);
      }
    }
    assertThat(names).as("seed %d", seed).isBetween(20_000, 180_000);
  }

  /** The rule by the letter, slow: null for what is no name. */
  private static @Nullable String normal(String octets) {
    String name = octets.replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    boolean labels = name.matches("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    boolean address = name.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    return labels && !address && name.length() <= 253 ? name : null;
  }

  /**
   * Labels that are often right, sometimes too long, empty, of digits only or with a wrong octet.
   */
  private static String almostAName(RandomGenerator random) {
    String letters = random.nextInt(4) == 0 ? "0123456789" : "abcxyzABCXYZ0189-_";
    int longest = random.nextInt(3) == 0 ? 66 : 10;
    StringBuilder name = new StringBuilder();
    for (int labels = 1 + random.nextInt(6); labels > 0; labels--) {
      int length = random.nextInt(40) == 0 ? 0 : 1 + random.nextInt(longest);
      for (int i = 0; i < length; i++) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      name.append(labels == 1 ? "" : ".");
    }
    if (random.nextInt(8) == 0 && !name.isEmpty()) {
      name.setCharAt(random.nextInt(name.length()), (char) (33 + random.nextInt(94)));
    }
    return name + (random.nextInt(8) == 0 ? "." : "");
  }

  private static Sni sni(String octets) {
    return Sni.ofOctets(octets.getBytes(StandardCharsets.ISO_8859_1));
  }
}
