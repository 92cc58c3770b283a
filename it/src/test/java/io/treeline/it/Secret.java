package io.treeline.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Octets that must not be found anywhere, in any of the forms in which they could be written. */
final class Secret {

  private final String what;
  private final List<String> forms = new ArrayList<>();

  private Secret(String what, byte[] octets) {
    this.what = what;
    forms.add(new String(octets, ISO_8859_1));
    forms.add(HexFormat.of().formatHex(octets));
    forms.add(HexFormat.of().withUpperCase().formatHex(octets));
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      for (int before = 0; before < 3; before++) {
        forms.add(within(encoder, octets, before));
      }
    }
  }

  /** The number of a private key that is its secret, in whatever structure it is. */
  static Secret of(String what, PrivateKey key) {
    byte[] number =
        switch (key) {
          case ECPrivateKey ec -> ec.getS().toByteArray();
          case RSAPrivateCrtKey rsa -> rsa.getPrimeP().toByteArray();
          default -> throw new IllegalArgumentException(key.getAlgorithm());
        };
    return new Secret(what, number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number);
  }

  static Secret of(String what, String text) {
    return new Secret(what, text.getBytes(UTF_8));
  }

  /** What of it is found in the octets, line breaks and their JSON escapes passed over. */
  Optional<String> in(byte[] octets) {
    String all = new String(octets, ISO_8859_1);
    String joined = all.replaceAll("\\s|\\\\[rn]", "");
    return forms.stream()
        .filter(form -> all.contains(form) || joined.contains(form))
        .findFirst()
        .map(form -> what);
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
