package io.treeline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value of the text with its place.
 *
 * <p>Every reading gives the value, or reports a problem at this place and gives null, so that
 * reading goes on and finds the next problem too.
 */
final class Spot {

  private final JsonNode node;
  private final String place;
  private final List<Problem> problems;

  Spot(JsonNode node, String place, List<Problem> problems) {
    this.node = node;
    this.place = place;
    this.problems = problems;
  }

  String place() {
    return place;
  }

  void problem(String sentence) {
    problems.add(new Problem(place, sentence));
  }

  boolean isText() {
    return node.isString();
  }

  boolean isList() {
    return node.isArray();
  }

  @Nullable String text() {
    if (!node.isString()) {
      problem("must be a text, not " + kind() + ".");
      return null;
    }
    return node.stringValue();
  }

  /** A text with something in it. */
  @Nullable String word() {
    String text = text();
    if (text != null && text.isBlank()) {
      problem("must not be empty.");
      return null;
    }
    return text;
  }

  @Nullable Boolean flag() {
    if (!node.isBoolean()) {
      problem("must be true or false, not " + kind() + ".");
      return null;
    }
    return node.booleanValue();
  }

  @Nullable Integer number(int least, int most) {
    if (!node.isNumber()) {
      problem("must be a number, not " + kind() + ".");
      return null;
    }
    if (!node.canConvertToInt() || !node.canConvertToExactIntegral()) {
      problem("must be a whole number from " + least + " to " + most + ".");
      return null;
    }
    int value = node.asInt();
    if (value < least || value > most) {
      problem(value + " is out of range: " + least + " to " + most + " are allowed.");
      return null;
    }
    return value;
  }

  <T> @Nullable T choice(Map<String, T> choices) {
    String given = text();
    if (given == null) {
      return null;
    }
    T chosen = choices.get(given);
    if (chosen == null) {
      problem("'" + given + "' is not known; " + Suggestion.among(choices.keySet(), given));
    }
    return chosen;
  }

  /** The values of a list; empty, with a problem, for anything else. */
  List<Spot> items() {
    List<Spot> items = new ArrayList<>();
    if (!node.isArray()) {
      problem("must be a list, not " + kind() + ".");
      return items;
    }
    for (JsonNode item : node) {
      items.add(new Spot(item, place + "[" + items.size() + "]", problems));
    }
    return items;
  }

  /** The values of a list, or the one value that stands where a list could. */
  List<Spot> itemOrItems() {
    return node.isArray() ? items() : List.of(this);
  }

  /** The keys of an object, of which those that aren't among the given are problems. */
  Fields fields(String... known) {
    return fields(List.of(known));
  }

  Fields fields(List<String> known) {
    Map<String, Spot> fields = new LinkedHashMap<>();
    if (!node.isObject()) {
      problem("must be an object, not " + kind() + ".");
      return new Fields(this, null);
    }
    node.properties()
        .forEach(property -> {
          Spot spot = new Spot(property.getValue(), below(property.getKey()), problems);
          if (known.contains(property.getKey())) {
            fields.put(property.getKey(), spot);
          } else {
            spot.problem("this key is not known; " + Suggestion.among(known, property.getKey()));
          }
        });
    return new Fields(this, fields);
  }

  /** The text at a key of this object; null, without a problem, where there is none. */
  @Nullable String textAt(String key) {
    JsonNode at = node.get(key);
    return at == null || !at.isString() ? null : at.stringValue();
  }

  String below(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  void problemBelow(String key, String sentence) {
    problems.add(new Problem(below(key), sentence));
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case BOOLEAN -> "true or false";
      case NUMBER -> "a number";
      case STRING -> "a text";
      default -> "null";
    };
  }
}
