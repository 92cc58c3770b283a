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
public final class SettingJson {

  private SettingJson() {}

  /** Writes a canonical value as a property. */
  public static void write(JsonGenerator json, Setting setting, String canonical) {
    if (setting.isList()) {
      json.writeArrayPropertyStart(setting.key());
      for (String item : canonical.split(",")) {
        json.writeString(item);
      }
      json.writeEndArray();
    } else if (canonical.equals("true") || canonical.equals("false")) {
      json.writeBooleanProperty(setting.key(), canonical.equals("true"));
    } else if (setting.isNumber()) {
      json.writeNumberProperty(setting.key(), Long.parseLong(canonical));
    } else {
      json.writeStringProperty(setting.key(), canonical);
    }
  }

  /**
   * The text of the value at which the parser stands, for {@link Setting#canonical}; null for null.
   *
   * @throws IllegalArgumentException for an object, or an array of anything but texts
   */
  public static @Nullable String read(JsonParser json) {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == JsonToken.START_ARRAY) {
      List<String> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
          throw new IllegalArgumentException("a list holds texts only");
        }
        items.add(json.getString());
      }
      return String.join(",", items);
    }
    if (!token.isScalarValue()) {
      throw new IllegalArgumentException("an object is no value");
    }
    return json.getString();
  }
}
