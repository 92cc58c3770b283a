package io.treeline.core.cert;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/intake.md}, made of the catalogue. */
final class IntakePage {

  private static final String INTRODUCTION =
      """
      # What Treeline makes of a certificate

      Whatever you paste or upload is understood, put right, or refused with one sentence that says what was wrong, where, and what to do. The same reader and the same findings serve `treeline cert put`, `treeline cert inspect` (which needs no server), `treeline domain set NAME certificate_pem=@FILE`, each line of `treeline domain import`, and the API.

      ## What it takes

      - One text or several files in any order: the private key, its certificate, the chain. What belongs together is found by the keys; what is left over is named and not stored.
      - PEM with anything around it: headers, `Bag Attributes`, Windows line ends, a byte order mark, UTF-16, indentation, quoting with `>`, HTML escapes, everything on one line.
      - PKCS#12 (`.p12`, `.pfx`), Java key stores, PKCS#7 (`.p7b`) and DER, with `--passphrase-file` where they are sealed.
      - Keys by what they are, whatever their label says: PKCS#8, PKCS#1, SEC1, encrypted ones. RSA from 2048 bits, ECDSA on P-256, P-384 and P-521, Ed25519.
      - Two pairs of different families, such as ECDSA and RSA: a dual certificate. Each client gets the first that it can verify; `treeline cert explain NAME --client rsa-only` says which that is.
      - A text that Treeline showed, with `key sha256=…` in place of the key: the key that is held is kept.

      An **error** refuses the input, and what was in force stays. A **warning** means that the certificate is served all the same, and some clients will have trouble, or something was put right. A **notice** is worth knowing.

      `treeline cert put NAME FILE… --dry-run` says in advance which names of the tree would get the certificate, and which of them it doesn't cover. `--fetch-issuers` fetches a missing intermediate from the address that the certificate names.

      """;

  private IntakePage() {}

  static String text() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Severity severity : Severity.values()) {
      table(severity, page);
    }
    roles(page);
    lifetimes(page);
    return page.toString();
  }

  private static void table(Severity severity, StringBuilder page) {
    String title =
        severity.name().charAt(0) + severity.name().substring(1).toLowerCase(Locale.ROOT) + "s";
    page.append("## ").append(title).append("\n\n");
    page.append("| code | what it means | what to do |\n| --- | --- | --- |\n");
    Arrays.stream(FindingCode.values())
        .filter(code -> code.severity() == severity)
        .forEach(code ->
            page.append("| `")
                .append(code.text())
                .append("` | ")
                .append(code.meaning())
                .append(" | ")
                .append(code.remedy())
                .append(" |\n"));
    page.append('\n');
  }

  private static void roles(StringBuilder page) {
    page.append("## Who has trouble with what\n\n")
        .append("`treeline cert inspect` prints a line for each kind of client: whether the")
        .append(" certificate is fit for it, fit with conditions, or unfit, and why.\n\n| code |");
    for (Use use : Use.values()) {
      page.append(' ').append(use).append(", `").append(use.role()).append("` |");
    }
    page.append("\n| --- |").append(" --- |".repeat(Use.values().length)).append('\n');
    Arrays.stream(FindingCode.values())
        .filter(IntakePage::troublesAnybody)
        .forEach(code ->
            page.append("| `")
                .append(code.text())
                .append("` | ")
                .append(
                    Arrays.stream(Use.values())
                        .map(use -> word(Fitness.verdict(use, code)))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
    page.append('\n');
  }

  private static boolean troublesAnybody(FindingCode code) {
    return Arrays.stream(Use.values())
        .anyMatch(use -> Fitness.verdict(use, code) != Fitness.Verdict.FIT);
  }

  private static String word(Fitness.Verdict verdict) {
    return switch (verdict) {
      case FIT -> "–";
      case CONDITIONAL -> "some";
      case UNFIT -> "most";
    };
  }

  private static void lifetimes(StringBuilder page) {
    page.append("## How long a certificate may be valid\n\n")
        .append("Browsers hold authorities that everybody knows to limits by the day of issue:\n\n")
        .append("| issued from | most days |\n| --- | --- |\n");
    for (LifetimeLimit limit : LifetimeLimit.OF_PUBLIC_AUTHORITIES.reversed()) {
      page.append("| ")
          .append(limit.from().equals(Instant.MIN) ? "before" : Words.day(limit.from()))
          .append(" | ")
          .append(limit.days())
          .append(" |\n");
    }
    page.append(
            "\nFor self-signed certificates and authorities of your own only Apple's systems have")
        .append(" a limit, ")
        .append(LifetimeLimit.OF_PRIVATE_AUTHORITIES)
        .append(" days.\n\n")
        .append("This page is made of the catalogue in the source:")
        .append(" `")
        .append(IntakePageTest.COMMAND)
        .append("` writes it anew.\n");
  }
}
