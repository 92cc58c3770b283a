package io.treeline.core.tree;

import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of a domain's settings but for {@code certificate_pem}: the name of each, whether a
 * child inherits it, what holds where it is set nowhere, and the one way to read a value.
 */
public enum Setting {
  ACME_ENABLED("acme_enabled", Kind.BOOLEAN, false, "false"),
  ACME_ACCOUNT_EMAIL("acme_account_email", Kind.EMAIL, true, null),
  ACME_SUBDOMAINS("acme_subdomains", Kind.NAMES_BELOW, false, null),
  ACME_CHALLENGE("acme_challenge", Kind.CHALLENGE, true, "auto"),
  ACME_KEY_TYPES("acme_key_types", Kind.KEY_TYPES, true, "ec256"),
  ACME_PROFILE("acme_profile", Kind.TEXT, true, null),
  ACME_PREFERRED_CHAIN("acme_preferred_chain", Kind.TEXT, true, null),
  ACME_PREFLIGHT("acme_preflight", Kind.BOOLEAN, true, "true"),
  EXPIRY_NOTICE_DAYS("expiry_notice_days", Kind.DAYS, true, "14"),
  HSTS_MAX_AGE("hsts_max_age", Kind.SECONDS, true, "0");

  private final String key;
  private final Kind kind;
  private final boolean inherited;
  private final @Nullable String fallback;

  Setting(String key, Kind kind, boolean inherited, @Nullable String fallback) {
    this.key = key;
    this.kind = kind;
    this.inherited = inherited;
    this.fallback = fallback;
  }

  /** The setting of that name, if there is one. */
  public static Optional<Setting> ofKey(String key) {
    return Stream.of(values()).filter(s -> s.key.equals(key)).findFirst();
  }

  /** The name that commands, files and the API use. */
  public String key() {
    return key;
  }

  /** Whether a domain where it is not set takes its nearest ancestor's value. */
  public boolean inherited() {
    return inherited;
  }

  /** What holds where it is set nowhere; null for nothing. */
  public @Nullable String fallback() {
    return fallback;
  }

  /** Whether its value is true or false. */
  public boolean isBoolean() {
    return kind == Kind.BOOLEAN;
  }

  /** Whether its value is a whole number. */
  public boolean isNumber() {
    return kind == Kind.DAYS || kind == Kind.SECONDS;
  }

  /** Whether its value is a list; its canonical text separates the items by commas. */
  public boolean isList() {
    return kind == Kind.NAMES_BELOW || kind == Kind.KEY_TYPES;
  }

  /**
   * The canonical text of a value that a person or a file gave.
   *
   * @throws InvalidSettingException if the value is not of the setting's type
   */
  public String canonical(String given) {
    try {
      return kind.canonical(given.strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(this, given, String.valueOf(e.getMessage()));
    }
  }

  private enum Kind {
    TEXT {
      @Override
      String canonical(String given) {
        return check(given, given.length() <= 200 && !given.isEmpty(), "1 to 200 characters");
      }
    },
    BOOLEAN {
      @Override
      String canonical(String given) {
        return oneOf(given, "true", "false");
      }
    },
    EMAIL {
      @Override
      String canonical(String given) {
        return check(
            given,
            given.matches("[^\\s@,<>\"]{1,64}@[^\\s@,<>\"]{1,253}"),
            "an e-mail address such as ops@example.com");
      }
    },
    NAMES_BELOW {
      @Override
      String canonical(String given) {
        Set<String> names = new LinkedHashSet<>();
        for (String item : items(given)) {
          names.add(labelsOf(item));
        }
        return String.join(",", names);
      }

      private String labelsOf(String item) {
        String tail = item.startsWith("*.") ? item.substring(2) : item;
        if (item.equals("*")) {
          return item;
        }
        try {
          String below = DomainName.parse(tail).text();
          return item.startsWith("*.") ? "*." + below : below;
        } catch (InvalidNameException e) {
          throw new IllegalArgumentException(
              "names below the domain, or *; but " + e.getMessage(), e);
        }
      }
    },
    CHALLENGE {
      @Override
      String canonical(String given) {
        return oneOf(given, "auto", "http-01", "tls-alpn-01", "dns-01", "dns-persist-01");
      }
    },
    KEY_TYPES {
      @Override
      String canonical(String given) {
        List<String> types = new ArrayList<>();
        for (String item : items(given)) {
          types.add(oneOf(item, "ec256", "ec384", "rsa2048", "rsa3072"));
        }
        boolean families =
            types.size() == 1
                || (types.size() == 2
                    && types.get(0).startsWith("ec") != types.get(1).startsWith("ec"));
        return check(
            String.join(",", types),
            families,
            "one of ec256, ec384, rsa2048, rsa3072, or two of different families");
      }
    },
    DAYS {
      @Override
      String canonical(String given) {
        return number(given, 1, 825, "days");
      }
    },
    SECONDS {
      @Override
      String canonical(String given) {
        return number(given, 0, 63_072_000, "seconds");
      }
    };

    abstract String canonical(String given);

    static List<String> items(String given) {
      return Stream.of(given.split("[,\\s]+")).filter(s -> !s.isEmpty()).toList();
    }

    static String oneOf(String given, String... allowed) {
      return check(given, List.of(allowed).contains(given), "one of " + String.join(", ", allowed));
    }

    static String number(String given, long least, long most, String unit) {
      String expected = "a whole number of " + unit + " from " + least + " to " + most;
      check(given, given.matches("\\d{1,9}"), expected);
      long value = Long.parseLong(given);
      check(given, value >= least && value <= most, expected);
      return Long.toString(value);
    }

    static String check(String given, boolean good, String expected) {
      if (!good) {
        throw new IllegalArgumentException(expected);
      }
      return given;
    }
  }
}
