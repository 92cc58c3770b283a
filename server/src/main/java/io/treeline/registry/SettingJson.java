package io.treeline.registry;

import io.treeline.core.tree.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * How a setting's value looks in JSON: a list as an array, truth and numbers as such, else text.
 */
final class SettingJson {

  private SettingJson() {}

  /** Writes a canonical value as a property. */
  static void write(JsonGenerator json, Setting setting, String canonical) {
    if (setting.isList()) {
      json.writeArrayPropertyStart(setting.key());
      for (String item : canonical.split(",")) {
        json.writeString(item);
      }
      json.writeEndArray();
    } else if (setting.isBoolean()) {
      json.writeBooleanProperty(setting.key(), canonical.equals("true"));
    } else if (setting.isNumber()) {
      json.writeNumberProperty(setting.key(), Long.parseLong(canonical));
    } else {
      json.writeStringProperty(setting.key(), canonical);
    }
  }

  /**
   * The text of the value at which the parser stands, for {@link Setting#canonical}; null for null.
   * A text is taken for any setting, anything else for a setting of its type.
   *
   * @throws IllegalArgumentException for a value of another type, in words that go on after "must"
   */
  static @Nullable String read(JsonParser json, Setting setting) {
    JsonToken token = json.currentToken();
    return switch (token) {
      case VALUE_NULL -> null;
      case START_ARRAY -> items(json, setting);
      case VALUE_TRUE, VALUE_FALSE -> scalar(json, setting.isBoolean(), setting);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(json, setting.isNumber(), setting);
      default -> scalar(json, token == JsonToken.VALUE_STRING, setting);
    };
  }

  private static String scalar(JsonParser json, boolean fits, Setting setting) {
    if (!fits) {
      throw new IllegalArgumentException(expected(setting));
    }
    return json.getString();
  }

  private static String items(JsonParser json, Setting setting) {
    List<String> items = new ArrayList<>();
    while (setting.isList() && json.nextToken() == JsonToken.VALUE_STRING) {
      items.add(json.getString());
    }
    if (json.currentToken() != JsonToken.END_ARRAY) {
      throw new IllegalArgumentException(expected(setting));
    }
    return String.join(",", items);
  }

  private static String expected(Setting setting) {
    if (setting.isList()) {
      return "be a list of texts";
    }
    return setting.isBoolean()
        ? "be true or false"
        : setting.isNumber() ? "be a whole number" : "be a text";
  }
}
