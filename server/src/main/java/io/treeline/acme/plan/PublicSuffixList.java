package io.treeline.acme.plan;

import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a name its owner registered, by the <a href="https://publicsuffix.org/">Public
 * Suffix List</a>: both its sections, as Let's Encrypt counts. Immutable; the list that comes with
 * Treeline is read at its first use.
 *
 * <p>All rules, some ten thousand, lie sorted in one array of octets. Looking a name up compares
 * parts of it in place, and takes less than a microsecond.
 */
public final class PublicSuffixList {

  private static final String EXCEPTION = "!";
  private static final String WILDCARD = "*.";

  /** Loaded by the class loader when the list is first asked for, and only once. */
  private static final class Supplied {
    static final PublicSuffixList LIST = load();
  }

  private final byte[] text;
  private final int[] starts;

  private PublicSuffixList(TreeSet<String> rules) {
    text = String.join("", rules).getBytes(StandardCharsets.ISO_8859_1);
    starts = new int[rules.size() + 1];
    int rule = 0;
    for (String each : rules) {
      starts[rule + 1] = starts[rule] + each.length();
      rule++;
    }
  }

  /** The list that comes with Treeline. */
  public static PublicSuffixList supplied() {
    return Supplied.LIST;
  }

  /** The list in a text of the published form; a rule that is no name is left out. */
  static PublicSuffixList read(BufferedReader lines) throws IOException {
    TreeSet<String> rules = new TreeSet<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String rule = line.split("\\s", 2)[0];
      if (!rule.isEmpty() && !rule.startsWith("//")) {
        addRule(rules, rule);
      }
    }
    return new PublicSuffixList(rules);
  }

  /**
   * The part of a name that its owner registered: a public suffix and one label more.
   *
   * @param name in A-labels and lower case, without a wildcard's {@code *.}
   * @return null for a name that is a public suffix itself
   */
  public @Nullable String registeredDomain(String name) {
    int below = -1;
    for (int start = 0; start >= 0; start = next(name, start)) {
      if (has(EXCEPTION, name, start)) {
        return name.substring(start);
      }
      int parent = next(name, start);
      boolean isSuffix = has("", name, start) || parent < 0 || has(WILDCARD, name, parent);
      if (isSuffix) {
        return below < 0 ? null : name.substring(below);
      }
      below = start;
    }
    throw new IllegalStateException("the last label is a public suffix at least");
  }

  int size() {
    return starts.length - 1;
  }

  /** Where the next label starts; negative after the last. */
  private static int next(String name, int start) {
    int dot = name.indexOf('.', start);
    return dot < 0 ? -1 : dot + 1;
  }

  private boolean has(String mark, String name, int start) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, mark, name, start);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  private int compare(int rule, String mark, String name, int start) {
    int length = starts[rule + 1] - starts[rule];
    int wanted = mark.length() + name.length() - start;
    for (int i = 0; i < Math.min(length, wanted); i++) {
      char c = i < mark.length() ? mark.charAt(i) : name.charAt(start + i - mark.length());
      int order = text[starts[rule] + i] - c;
      if (order != 0) {
        return order;
      }
    }
    return length - wanted;
  }

  private static void addRule(TreeSet<String> rules, String rule) {
    String mark =
        rule.startsWith(EXCEPTION) ? EXCEPTION : rule.startsWith(WILDCARD) ? WILDCARD : "";
    try {
      rules.add(mark + DomainName.parse(rule.substring(mark.length())).text());
    } catch (InvalidNameException e) {
      // Names of the tree are parsed by the same rules, so that none could match it.
    }
  }

  private static PublicSuffixList load() {
    try (InputStream in = PublicSuffixList.class.getResourceAsStream("public_suffix_list.dat");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
