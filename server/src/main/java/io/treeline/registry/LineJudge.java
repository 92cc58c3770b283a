package io.treeline.registry;

import io.treeline.access.Principal;
import io.treeline.access.Refusal;
import io.treeline.core.cert.Intake;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import io.treeline.core.tree.Setting;
import io.treeline.registry.JudgedLine.Bad;
import io.treeline.registry.JudgedLine.Certificate;
import io.treeline.registry.JudgedLine.Good;
import io.treeline.registry.JudgedLine.Parent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads one line of an import and judges what it says, certificate included. Thread-safe. */
final class LineJudge {

  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final String EXAMPLE = "{\"name\":\"a.example.com\",\"parent\":\"example.com\"}";

  private final CertificateIntake intake;
  private final AtHand atHand;
  private final Principal who;

  LineJudge(Principal who, CertificateIntake intake, AtHand atHand) {
    this.who = who;
    this.intake = intake;
    this.atHand = atHand;
  }

  JudgedLine judge(long number, byte[] line) {
    Fields fields = new Fields();
    try {
      fields.read(line);
      return fields.judged(number);
    } catch (JacksonException e) {
      return new Bad(number, fields.name, notJson(e));
    }
  }

  /** Without what the parser quotes of the line: there may be a key in it. */
  private static String notJson(JacksonException e) {
    int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
    return "It is no JSON object (column " + column + "): a line looks like " + EXAMPLE + ".";
  }

  /** What one line says, and all that is wrong with it. */
  private final class Fields {

    private final Map<String, @Nullable String> settings = new LinkedHashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable DomainName name;
    private Parent parent = new Parent.Unsaid();
    private @Nullable String pem;
    private boolean pemSaid;

    void read(byte[] line) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          problems.add("It is no JSON object: a line looks like " + EXAMPLE + ".");
          return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String key = json.currentName();
          json.nextToken();
          if (!keys.add(key)) {
            problems.add("The key '" + key + "' is there twice.");
          }
          field(json, key);
        }
        if (json.nextToken() != null) {
          problems.add("Something follows the JSON object: one domain stands on a line.");
        }
      }
    }

    private void field(JsonParser json, String key) {
      try {
        switch (key) {
          case "name" -> name = DomainName.parse(text(json));
          case "parent" -> parent = parent(json);
          case SettingWrites.CERTIFICATE_PEM -> {
            pemSaid = true;
            pem = isNull(json) ? null : text(json);
          }
          default -> setting(json, key);
        }
      } catch (InvalidNameException e) {
        problems.add(Objects.requireNonNull(e.getMessage()));
      } catch (IllegalArgumentException e) {
        problems.add("The value of '" + key + "' must " + e.getMessage() + ".");
      }
      json.skipChildren();
    }

    private static boolean isNull(JsonParser json) {
      return json.currentToken() == JsonToken.VALUE_NULL;
    }

    private static String text(JsonParser json) {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        throw new IllegalArgumentException("be a text");
      }
      return json.getString();
    }

    private static Parent parent(JsonParser json) {
      return isNull(json) ? new Parent.None() : new Parent.Named(DomainName.parse(text(json)));
    }

    private void setting(JsonParser json, String key) {
      Setting setting = Setting.ofKey(key).orElse(null);
      settings.put(key, setting == null ? null : SettingJson.read(json, setting));
    }

    JudgedLine judged(long number) {
      DomainName named = name;
      if (named == null && problems.isEmpty()) {
        problems.add("It has no \"name\": a line looks like " + EXAMPLE + ".");
      }
      Map<Setting, @Nullable String> canonical = SettingWrites.judged(settings, problems);
      Certificate certificate = named == null ? new Certificate.Unsaid() : certificate(named);
      return named == null || !problems.isEmpty()
          ? new Bad(number, named, String.join(" ", problems))
          : new Good(number, named, parent, canonical, certificate);
    }

    private Certificate certificate(DomainName named) {
      if (!pemSaid) {
        return new Certificate.Unsaid();
      }
      String text = pem;
      if (text == null || text.isBlank()) {
        return new Certificate.Cleared();
      }
      try {
        Intake.Accepted accepted = intake.read(text, named, atHand);
        return new Certificate.Put(
            intake.toStore(accepted.bundle(), "uploaded", who), accepted.findings());
      } catch (Refusal.BadCertificate e) {
        problems.add(Objects.requireNonNull(e.getMessage()));
        return new Certificate.Unsaid();
      }
    }
  }
}
