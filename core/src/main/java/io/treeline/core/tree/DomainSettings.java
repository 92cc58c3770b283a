package io.treeline.core.tree;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is set in one domain itself, in canonical text ({@link Setting#canonical}). Immutable. */
public final class DomainSettings {

  /** Nothing set: what nearly every one of a million domains has. */
  public static final DomainSettings NONE = new DomainSettings(new EnumMap<>(Setting.class));

  private final EnumMap<Setting, String> values;

  private DomainSettings(EnumMap<Setting, String> values) {
    this.values = values;
  }

  /** The canonical value set here; null where it is not set. */
  public @Nullable String get(Setting setting) {
    return values.get(setting);
  }

  /** Whether a setting that is true or false is set to true here. */
  public boolean isOn(Setting setting) {
    return Boolean.parseBoolean(values.get(setting));
  }

  /** The same with one setting changed; null takes it out. */
  public DomainSettings with(Setting setting, @Nullable String canonical) {
    EnumMap<Setting, String> next = new EnumMap<>(values);
    if (canonical == null) {
      next.remove(setting);
    } else {
      next.put(setting, canonical);
    }
    return next.isEmpty() ? NONE : new DomainSettings(next);
  }

  /** All that is set, in the order of the catalogue. */
  public Map<Setting, String> asMap() {
    return Collections.unmodifiableMap(values);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof DomainSettings other && values.equals(other.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
