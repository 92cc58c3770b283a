package io.treeline.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is asked for its members by name and type. What is missing or of another type
 * is an {@link UnreadableJsonException} that names the member, never its value. Immutable.
 */
public final class JsonObject {

  private final String place;
  private final Map<String, @Nullable Object> members;

  private JsonObject(String place, Map<String, @Nullable Object> members) {
    this.place = place;
    this.members = Collections.unmodifiableMap(members);
  }

  static JsonObject of(@Nullable Object value) {
    return of("", value);
  }

  @SuppressWarnings("unchecked") // Json makes no other maps.
  private static JsonObject of(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(place, (Map<String, @Nullable Object>) map);
    }
    String what = place.isEmpty() ? "The text" : "'" + place + "'";
    throw new UnreadableJsonException(what + " must be a JSON object, {…}.");
  }

  /** All members, in their order. */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  /** Refuses any member but these, so that a mistyped one isn't passed over. */
  public JsonObject only(String... known) {
    for (String name : members.keySet()) {
      if (!Arrays.asList(known).contains(name)) {
        throw new UnreadableJsonException(
            "There is no member '"
                + place(name)
                + "' (there are: "
                + String.join(", ", known)
                + ").");
      }
    }
    return this;
  }

  /** A text that must be there. */
  public String text(String name) {
    String text = optionalText(name);
    if (text == null) {
      throw new UnreadableJsonException("'" + place(name) + "' is missing: it must be a text.");
    }
    return text;
  }

  /** A text; null if it is missing or null. */
  public @Nullable String optionalText(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(name, "a text");
  }

  /** A truth; false if it is missing or null. */
  public boolean flag(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrong(name, "true or false");
  }

  /** A whole number that must be there. */
  public long number(String name) {
    if (members.get(name) instanceof Long number) {
      return number;
    }
    throw wrong(name, "a whole number");
  }

  /** An object that must be there. */
  public JsonObject object(String name) {
    return of(place(name), members.get(name));
  }

  /** An object; null if it is missing or null. */
  public @Nullable JsonObject optionalObject(String name) {
    return members.get(name) == null ? null : object(name);
  }

  /** A list of objects; empty if it is missing or null. */
  public List<JsonObject> objects(String name) {
    List<?> items = items(name);
    JsonObject[] objects = new JsonObject[items.size()];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = of(place(name) + "[" + i + "]", items.get(i));
    }
    return List.of(objects);
  }

  /** A list of texts; empty if it is missing or null. */
  public List<String> texts(String name) {
    List<?> items = items(name);
    for (Object item : items) {
      if (!(item instanceof String)) {
        throw wrong(name, "a list of texts");
      }
    }
    return items.stream().map(String.class::cast).toList();
  }

  private List<?> items(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "a list");
  }

  private UnreadableJsonException wrong(String name, String expected) {
    return new UnreadableJsonException("'" + place(name) + "' must be " + expected + ".");
  }

  private String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  /** The names of the members; their values may be secret. */
  @Override
  public String toString() {
    return "JsonObject" + members.keySet();
  }
}
