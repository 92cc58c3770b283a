package io.treeline.acme;

import io.treeline.core.cert.KeyType;
import io.treeline.core.name.DomainName;
import io.treeline.core.tree.Domain;
import io.treeline.core.tree.DomainTree;
import io.treeline.core.tree.Setting;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the tree asks for a domain under automation: its effective settings. Immutable.
 *
 * @param names what the certificate has to cover, the domain's own name first
 * @param email null where none is set here or above
 * @param profile null where none is set here or above
 * @param preferredChain null where none is set here or above
 */
record Wish(
    DomainName name,
    List<String> names,
    @Nullable String email,
    List<KeyType> keyTypes,
    String challenge,
    @Nullable String profile,
    @Nullable String preferredChain,
    boolean preflight) {

  /** What is asked for a domain of that tree; null where automation isn't on. */
  static @Nullable Wish of(DomainTree tree, Domain domain) {
    if (!isEnabled(domain)) {
      return null;
    }
    return new Wish(
        domain.name(),
        names(domain),
        tree.effective(domain, Setting.ACME_ACCOUNT_EMAIL),
        items(required(tree, domain, Setting.ACME_KEY_TYPES)).map(KeyType::of).toList(),
        required(tree, domain, Setting.ACME_CHALLENGE),
        tree.effective(domain, Setting.ACME_PROFILE),
        tree.effective(domain, Setting.ACME_PREFERRED_CHAIN),
        Boolean.parseBoolean(required(tree, domain, Setting.ACME_PREFLIGHT)));
  }

  /** Whether automation is on for a domain. */
  static boolean isEnabled(Domain domain) {
    return domain.settings().isOn(Setting.ACME_ENABLED);
  }

  /** The names and kinds of key as one text: what a certificate in force must be good for. */
  String asked() {
    return String.join(", ", names)
        + " ("
        + keyTypes.stream().map(KeyType::text).collect(Collectors.joining(", "))
        + ")";
  }

  /** What is set as {@code *} or {@code www} stands for names below the domain. */
  static List<String> names(Domain domain) {
    String name = domain.name().text();
    SequencedSet<String> names = new LinkedHashSet<>();
    names.add(name);
    String below = domain.settings().get(Setting.ACME_SUBDOMAINS);
    if (below != null) {
      items(below).map(label -> below(label, name)).forEach(names::add);
    }
    return List.copyOf(names);
  }

  /** A name that was written in full is not lengthened again. */
  private static String below(String label, String name) {
    return label.endsWith("." + name) ? label : label + "." + name;
  }

  private static Stream<String> items(String list) {
    return Stream.of(list.split(",")).filter(item -> !item.isEmpty());
  }

  private static String required(DomainTree tree, Domain domain, Setting setting) {
    return Objects.requireNonNull(tree.effective(domain, setting), setting.key());
  }
}
