package io.treeline.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The known keys of one object of the text. */
final class Fields {

  private final Spot object;
  private final @Nullable Map<String, Spot> fields;

  /**
   * @param fields null if the value was no object, which has been reported: then no key counts as
   *     missing
   */
  Fields(Spot object, @Nullable Map<String, Spot> fields) {
    this.object = object;
    this.fields = fields;
  }

  Spot object() {
    return object;
  }

  /** Whether the value was an object at all; that it wasn't has been reported. */
  boolean wasObject() {
    return fields != null;
  }

  Optional<Spot> spot(String key) {
    return fields == null ? Optional.empty() : Optional.ofNullable(fields.get(key));
  }

  /** A value that must be there; the hint is a clause that says what to write. */
  Optional<Spot> required(String key, String hint) {
    Optional<Spot> found = spot(key);
    if (found.isEmpty() && fields != null) {
      object.problemBelow(key, "is missing; " + hint + ".");
    }
    return found;
  }

  /** What a reading makes of a value, or the fallback where it is absent or wrong. */
  <T> T read(String key, Function<Spot, @Nullable T> reading, T fallback) {
    return spot(key).map(reading).orElse(fallback);
  }

  int port(String key, int least, int fallback) {
    return read(key, spot -> spot.number(least, 65_535), fallback);
  }

  /** The values of a list, none where it is absent. */
  List<Spot> items(String key) {
    return spot(key).map(Spot::items).orElse(List.of());
  }
}
