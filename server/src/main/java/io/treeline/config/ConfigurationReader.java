package io.treeline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a configuration's text and checks it whole: either a configuration comes of it, or every
 * problem it has, each with its place.
 *
 * <p>What only the machine can tell (whether a port is free, whether a directory exists) is not
 * asked here. Immutable and safe for use by several threads.
 */
public final class ConfigurationReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path dataDirectory;

  /**
   * @param dataDirectory where relative paths start
   */
  public ConfigurationReader(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** Reads one configuration; the text is JSON (RFC 8259), a byte order mark is skipped. */
  public Reading read(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (JacksonException e) {
      return new Reading.Invalid(List.of(noJson(e)));
    }
    if (!root.isObject()) {
      return new Reading.Invalid(
          List.of(new Problem("", "The text must be one JSON object, { … }.")));
    }
    List<Problem> problems = new ArrayList<>();
    Configuration whole =
        new RootReader(problems).read(new Spot(root, "", problems), dataDirectory);
    return whole != null && problems.isEmpty()
        ? new Reading.Valid(whole)
        : new Reading.Invalid(problems);
  }

  private static Problem noJson(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return new Problem("", "The text is no JSON" + where + ": " + reason(e) + ".");
  }

  /** The parser's own words, without its note on where a list or an object began. */
  private static String reason(JacksonException e) {
    String words = String.valueOf(e.getOriginalMessage());
    int note = words.indexOf(" (start marker at ");
    return note < 0 ? words : words.substring(0, note);
  }
}
