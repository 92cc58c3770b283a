package io.treeline.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Octets that must not be found anywhere, in any of the forms in which they could be written. */
final class Secret {

  /** A few octets stand in most files by chance, a few characters in most texts. */
  private static final int SHORTEST = 12;

  /** Before them is what a certificate has as well, the modulus of an RSA key. */
  private static final int PUBLIC_LINES_OF_RSA = 8;

  private final String what;
  private final List<String> forms = new ArrayList<>();

  private Secret(String what, byte[] octets) {
    if (octets.length < SHORTEST) {
      throw new IllegalArgumentException(what + " is too short to be looked for");
    }
    this.what = what;
    forms.add(new String(octets, ISO_8859_1));
    forms.add(new String(reversed(octets), ISO_8859_1));
    for (String delimiter : List.of("", ":", " ", "-", "%", "\\x")) {
      forms.add(HexFormat.ofDelimiter(delimiter).formatHex(octets));
      forms.add(HexFormat.ofDelimiter(delimiter).withUpperCase().formatHex(octets));
    }
    forms.add(URLEncoder.encode(new String(octets, ISO_8859_1), ISO_8859_1));
    forms.add(new String(new String(octets, ISO_8859_1).getBytes(UTF_16LE), ISO_8859_1));
    forms.add(decimals(octets));
    forms.add(new BigInteger(1, octets).toString());
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (int before = 0; before < 3; before++) {
        forms.add(within(encoder, octets, before));
      }
    }
  }

  /** The numbers of a private key that are its secret, in whatever structure it is. */
  static List<Secret> of(String what, PrivateKey key) {
    return switch (key) {
      case ECPrivateKey ec -> List.of(of(what, ec.getS()));
      case RSAPrivateCrtKey rsa ->
          Stream.of(
                  rsa.getPrimeP(),
                  rsa.getPrimeQ(),
                  rsa.getPrivateExponent(),
                  rsa.getPrimeExponentP(),
                  rsa.getPrimeExponentQ(),
                  rsa.getCrtCoefficient())
              .map(number -> of(what, number))
              .toList();
      default -> throw new IllegalArgumentException(key.getAlgorithm());
    };
  }

  private static Secret of(String what, BigInteger secret) {
    byte[] number = secret.toByteArray();
    return new Secret(what, number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number);
  }

  /** How every private key of an elliptic curve begins where it isn't sealed (RFC 5958), P-256. */
  static Secret ofAnyEcKey() {
    return new Secret(
        "a private key",
        HexFormat.of()
            .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"));
  }

  static Secret of(String what, String text) {
    return new Secret(what, text.getBytes(UTF_8));
  }

  /** The lines of a private key in PEM that hold a part of the secret, each by itself. */
  static List<Secret> ofLines(String what, String pem, PrivateKey key) {
    return pem.lines()
        .filter(line -> !line.startsWith("-----") && line.length() == 64)
        .skip(key instanceof RSAPrivateCrtKey ? PUBLIC_LINES_OF_RSA : 0)
        .map(line -> of(what + ", a line of its PEM", line))
        .toList();
  }

  /** What of it is found in the octets, line breaks and their JSON escapes passed over. */
  Optional<String> in(byte[] octets) {
    String all = new String(octets, ISO_8859_1);
    String joined = all.replaceAll("\\s|\\\\[rn]|%0[AaDd]", "");
    String unescaped =
        joined.replace("%2B", "+").replace("%2b", "+").replace("%2F", "/").replace("%2f", "/");
    return forms.stream()
        .filter(form -> all.contains(form) || joined.contains(form) || unescaped.contains(form))
        .findFirst()
        .map(form -> what);
  }

  private static byte[] reversed(byte[] octets) {
    byte[] reversed = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      reversed[i] = octets[octets.length - 1 - i];
    }
    return reversed;
  }

  /** As {@code Arrays.toString} has it, without the brackets. */
  private static String decimals(byte[] octets) {
    String text = Arrays.toString(octets);
    return text.substring(1, text.length() - 1);
  }

  @Override
  public String toString() {
    return what;
  }

  /** What of its Base64 doesn't depend on the octets around it. */
  private static String within(Base64.Encoder encoder, byte[] octets, int before) {
    byte[] shifted = new byte[before + octets.length];
    System.arraycopy(octets, 0, shifted, before, octets.length);
    int whole = shifted.length - shifted.length % 3;
    String text = encoder.encodeToString(Arrays.copyOf(shifted, whole));
    return text.substring(before == 0 ? 0 : 4);
  }
}
