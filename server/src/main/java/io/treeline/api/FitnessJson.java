package io.treeline.api;

import io.treeline.core.cert.Fitness;
import java.util.List;
import java.util.Locale;

/**
 * Whether a certificate serves one kind of client, in JSON.
 *
 * @param use {@code browser}, {@code sip-trunk} or {@code old-phone}
 * @param role the type of the role that serves them
 * @param verdict {@code fit}, {@code conditional} or {@code unfit}
 * @param because what decides, the worst first
 */
public record FitnessJson(String use, String role, String verdict, List<FindingJson> because) {

  /** Those verdicts, in their order. */
  public static List<FitnessJson> all(List<Fitness> fitness) {
    return fitness.stream()
        .map(each ->
            new FitnessJson(
                each.use().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                each.use().role(),
                each.verdict().name().toLowerCase(Locale.ROOT),
                FindingJson.all(each.because())))
        .toList();
  }
}
