package io.treeline.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON (RFC 8259) as plain values: objects are maps in their order, arrays lists, numbers {@link
 * Long} or {@link Double}.
 *
 * <p>The streaming parser alone is used, for the command line's sake: data binding would cost it
 * more time than everything else together (decision 9). No state; safe for use by several threads.
 */
public final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /**
   * The one value that the text is.
   *
   * @throws UnreadableJsonException if it isn't; what it quotes is the place only, for there may be
   *     a key in the text
   */
  public static @Nullable Object read(byte[] utf8) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      return whole(parser);
    } catch (JacksonException e) {
      throw UnreadableJsonException.at(e.getLocation());
    }
  }

  /**
   * The object that the text is.
   *
   * @throws UnreadableJsonException if it is none
   */
  public static JsonObject readObject(byte[] utf8) {
    return JsonObject.of(read(utf8));
  }

  /**
   * All that the stream has, as {@link #read}.
   *
   * @throws UnreadableJsonException if it is no JSON
   */
  public static @Nullable Object read(InputStream in) throws IOException {
    return read(in.readAllBytes());
  }

  /** The text of a value, on one line: also records, by their components. */
  public static String write(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, value);
    }
    return text.toString();
  }

  private static @Nullable Object whole(JsonParser parser) {
    if (parser.nextToken() == null) {
      throw UnreadableJsonException.empty();
    }
    Object value = value(parser);
    if (parser.nextToken() != null) {
      throw UnreadableJsonException.at(parser.currentLocation());
    }
    return value;
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw UnreadableJsonException.at(parser.currentLocation());
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw UnreadableJsonException.at(parser.currentLocation());
    };
  }

  /** No number of ours is beyond 64 bits; those beyond lose precision, as in JavaScript. */
  private static Object integer(JsonParser parser) {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Object) parser.getDoubleValue()
        : (Object) parser.getLongValue();
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  /** No switch over types: it would be linked anew at each start of a command (decision 8). */
  private static void write(JsonGenerator json, @Nullable Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Number number) {
      write(json, number);
    } else if (value instanceof Instant instant) {
      json.writeString(instant.toString());
    } else if (value instanceof JsonObject object) {
      writeObject(json, object.members());
    } else if (value instanceof Map<?, ?> map) {
      writeObject(json, map);
    } else if (value instanceof Iterable<?> items) {
      writeArray(json, items);
    } else if (value instanceof Record record) {
      writeObject(json, components(record));
    } else {
      throw new IllegalArgumentException(value.getClass() + " has no JSON");
    }
  }

  private static void write(JsonGenerator json, Number number) {
    if (number instanceof Double real) {
      json.writeNumber(real);
    } else {
      json.writeNumber(number.longValue());
    }
  }

  private static void writeObject(JsonGenerator json, Map<?, ?> members) {
    json.writeStartObject();
    members.forEach((name, value) -> {
      json.writeName(String.valueOf(name));
      write(json, value);
    });
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, Iterable<?> items) {
    json.writeStartArray();
    items.forEach(item -> write(json, item));
    json.writeEndArray();
  }

  private static Map<String, @Nullable Object> components(Record record) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        members.put(component.getName(), component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(record.getClass() + " has no JSON", e);
      }
    }
    return members;
  }
}
