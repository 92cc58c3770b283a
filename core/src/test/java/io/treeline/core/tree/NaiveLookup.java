package io.treeline.core.tree;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The rule of the lookup a second time, as slow and plain as it can be written: on strings and
 * maps, straight from the contract. Lives in the tests only, to disagree with the real one.
 */
final class NaiveLookup {

  /** A domain: its parent's name (null for the master) and its certificate's id (0 for none). */
  record Entry(String parent, long certificate) {}

  private final Map<String, Entry> domains = new HashMap<>();
  private String master = "";

  void put(String name, String parent, long certificate) {
    domains.put(name, new Entry(parent, certificate));
    if (parent == null) {
      master = name;
    }
  }

  void remove(String name) {
    domains.remove(name);
  }

  Map<String, Entry> domains() {
    return domains;
  }

  /** The id of the certificate that a domain gives; 0 when none does. */
  long ask(String sniOrNull) {
    if (sniOrNull == null) {
      return 0;
    }
    String name = sniOrNull.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (domains.containsKey(name)) {
      for (String at = name; at != null; at = domains.get(at).parent()) {
        if (domains.get(at).certificate() != 0) {
          return domains.get(at).certificate();
        }
      }
      return 0;
    }
    if (isName(name)) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.')) {
        name = name.substring(dot + 1);
        Entry entry = domains.get(name);
        if (entry != null && !name.equals(master) && entry.certificate() != 0) {
          return entry.certificate();
        }
      }
    }
    return domains.get(master).certificate();
  }

  static boolean isName(String name) {
    if (name.length() > 253 || name.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+")) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (!label.matches("[a-z0-9_-]{1,63}")) {
        return false;
      }
    }
    return true;
  }
}
