package io.treeline.registry;

import io.treeline.access.Refusal;
import io.treeline.core.cert.HeldKeys;
import io.treeline.core.name.DomainName;
import io.treeline.core.name.InvalidNameException;
import io.treeline.registry.JudgedLine.Bad;
import io.treeline.registry.JudgedLine.Certificate;
import io.treeline.registry.JudgedLine.Good;
import io.treeline.registry.JudgedLine.Parent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads one line of an import and judges what it says, certificate included. Thread-safe. */
final class LineJudge {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String EXAMPLE = "{\"name\":\"a.example.com\",\"parent\":\"example.com\"}";

  /** Those that are no settings; {@code 7} would else be taken for the name it is in text. */
  private static final Set<String> TEXTS = Set.of("name", "parent", SettingWrites.CERTIFICATE_PEM);

  private final CertificateIntake intake;
  private final HeldKeys heldKeys;

  LineJudge(CertificateIntake intake, HeldKeys heldKeys) {
    this.intake = intake;
    this.heldKeys = heldKeys;
  }

  JudgedLine judge(long number, String line) {
    Fields fields = new Fields();
    try {
      fields.read(line);
      return fields.good(number);
    } catch (JacksonException e) {
      return new Bad(number, fields.name, notJson(e));
    } catch (Refusal | InvalidNameException e) {
      return new Bad(number, fields.name, Objects.requireNonNull(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return new Bad(
          number,
          fields.name,
          "The value of '" + fields.key + "' is wrong: " + e.getMessage() + ".");
    }
  }

  /** Without what the parser quotes of the line: there may be a key in it. */
  private static String notJson(JacksonException e) {
    int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
    return "It is no JSON object (column " + column + "): a line looks like " + EXAMPLE + ".";
  }

  private final class Fields {

    private final Map<String, @Nullable String> settings = new LinkedHashMap<>();
    private String key = "";
    private @Nullable DomainName name;
    private Parent parent = new Parent.Unsaid();
    private @Nullable String pem;
    private boolean pemSaid;

    void read(String line) {
      try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw new Refusal.Invalid("It is no JSON object: a line looks like " + EXAMPLE + ".");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          key = json.currentName();
          JsonToken value = json.nextToken();
          if (TEXTS.contains(key)
              && value != JsonToken.VALUE_STRING
              && value != JsonToken.VALUE_NULL) {
            throw new IllegalArgumentException("it must be a text");
          }
          field(SettingJson.read(json));
        }
        if (json.nextToken() != null) {
          throw new Refusal.Invalid(
              "Something follows the JSON object: one domain stands on a line.");
        }
      }
    }

    private void field(@Nullable String value) {
      switch (key) {
        case "name" -> name = DomainName.parse(value == null ? "" : value);
        case "parent" ->
            parent = value == null ? new Parent.None() : new Parent.Named(DomainName.parse(value));
        case SettingWrites.CERTIFICATE_PEM -> {
          pem = value;
          pemSaid = true;
        }
        default -> settings.put(key, value);
      }
    }

    JudgedLine good(long number) {
      DomainName named = name;
      if (named == null) {
        throw new Refusal.Invalid("It has no \"name\": a line looks like " + EXAMPLE + ".");
      }
      return new Good(number, named, parent, SettingWrites.judged(settings), certificate(named));
    }

    private Certificate certificate(DomainName named) {
      if (!pemSaid) {
        return new Certificate.Unsaid();
      }
      String text = pem;
      return text == null || text.isBlank()
          ? new Certificate.Cleared()
          : new Certificate.Put(
              intake.toStore(intake.read(text, named, heldKeys).bundle(), "uploaded"));
    }
  }
}
