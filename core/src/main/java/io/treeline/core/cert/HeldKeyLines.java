package io.treeline.core.cert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the keys that are held here in place of the lines that name them. */
final class HeldKeyLines {

  private HeldKeyLines() {}

  static void resolve(Contents contents, HeldKeys held, Findings findings) {
    if (contents.references().isEmpty()) {
      return;
    }
    List<Fingerprint> wanted =
        contents.certificates().stream().map(each -> X509.keySha256(each.certificate())).toList();
    for (FoundReference reference : contents.references()) {
      if (!contents.holdsKey(reference.spki()) && wanted.contains(reference.spki())) {
        resolve(reference, contents, held, findings);
      }
    }
  }

  private static void resolve(
      FoundReference reference, Contents contents, HeldKeys held, Findings findings) {
    byte[] pkcs8 = held.pkcs8Of(reference.spki());
    KeyMaterial material = pkcs8 == null ? null : readOrNull(pkcs8);
    if (material == null || !material.spkiSha256().equals(reference.spki())) {
      findings.add(
          FindingCode.HELD_KEY_MISSING,
          reference.place(),
          "The text names a private key by sha256=" + reference.spki() + ", which isn't held here",
          "put the private key itself in place of that line");
      return;
    }
    contents.addKey(new FoundKey(reference.place(), reference.position(), material));
    findings.add(
        FindingCode.HELD_KEY_KEPT,
        reference.place(),
        "The text names the private key that is held here",
        "nothing to do, it is kept");
  }

  private static @Nullable KeyMaterial readOrNull(byte[] pkcs8) {
    try {
      return KeyReader.read(pkcs8);
    } catch (BlockException e) {
      return null;
    }
  }
}
