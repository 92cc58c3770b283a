package io.treeline.api;

import io.treeline.access.Principal;
import io.treeline.core.name.DomainName;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request, read whole: what an endpoint may know of it. The body may hold secrets. Immutable but
 * for the body's octets, which nobody changes.
 */
final class Call {

  private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})\"");

  private final Principal who;
  private final Map<String, String> path;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] body;

  /**
   * A request.
   *
   * @param headers by their names in lower case
   */
  Call(
      Principal who,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    this.who = who;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
  }

  Principal who() {
    return who;
  }

  /** The domain that the path names. */
  DomainName domain() {
    return DomainName.parse(pathPart("name"));
  }

  String pathPart(String name) {
    return path.getOrDefault(name, "");
  }

  /** A parameter of the query; null if it is missing or empty. */
  @Nullable String parameter(String name) {
    String value = query.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** A domain as a parameter of the query; null if it is missing. */
  @Nullable DomainName domainParameter(String name) {
    String value = parameter(name);
    return value == null ? null : DomainName.parse(value);
  }

  /** A parameter that is true or false; {@code ?name} alone is true. */
  boolean flag(String name) {
    String value = query.get(name);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.isEmpty() || value.equals("true")) {
      return true;
    }
    throw ApiException.badRequest("The parameter '" + name + "' must be true or false.");
  }

  /** A parameter that is a whole number of a range. */
  int number(String name, int fallback, int least, int most) {
    String value = parameter(name);
    if (value == null) {
      return fallback;
    }
    if (value.matches("\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw ApiException.badRequest(
        "The parameter '" + name + "' must be a number from " + least + " to " + most + ".");
  }

  /** A parameter that is a whole number; null if it is missing. */
  @Nullable Long optionalNumber(String name) {
    String value = parameter(name);
    if (value == null) {
      return null;
    }
    if (value.matches("\\d{1,18}")) {
      return Long.valueOf(value);
    }
    throw ApiException.badRequest("The parameter '" + name + "' must be a whole number.");
  }

  /** A parameter that is a span of days or hours, such as {@code 60d} or {@code 12h}. */
  Duration duration(String name, Duration fallback, Duration most) {
    String value = parameter(name);
    if (value == null) {
      return fallback;
    }
    if (value.matches("[1-9]\\d{0,4}[dh]")) {
      long count = Long.parseLong(value.substring(0, value.length() - 1));
      Duration span = value.endsWith("d") ? Duration.ofDays(count) : Duration.ofHours(count);
      if (span.compareTo(most) <= 0) {
        return span;
      }
    }
    throw ApiException.badRequest(
        "The parameter '"
            + name
            + "' must be a span such as 60d or 12h, at most "
            + most.toDays()
            + "d.");
  }

  /** A header by its name in lower case; null if it is missing. */
  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The media type of the body, in lower case and without its parameters; empty for none. */
  String mediaType() {
    String type = headers.getOrDefault("content-type", "");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** The version that the caller says it saw; null if it says none, or any will do. */
  @Nullable Long ifMatch() {
    String said = headers.get("if-match");
    if (said == null || said.strip().equals("*")) {
      return null;
    }
    Matcher etag = ETAG.matcher(said.strip());
    if (!etag.matches()) {
      throw ApiException.badRequest(
          "If-Match must be the one ETag of an earlier answer, such as \"17\", or *.");
    }
    return Long.valueOf(etag.group(1));
  }

  /** Whether the caller has this version already. */
  boolean hasVersion(long version) {
    String said = headers.get("if-none-match");
    return said != null && said.strip().equals(etag(version));
  }

  static String etag(long version) {
    return "\"" + version + "\"";
  }

  byte[] body() {
    return body;
  }

  /** The body, which must be a JSON object. */
  JsonObject json() {
    String type = mediaType();
    if (!type.equals("application/json") && !type.equals("application/merge-patch+json")) {
      throw new ApiException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "This takes application/json: say so in Content-Type, and send one object, {…}.");
    }
    return Json.readObject(body);
  }

  /** Who asks; neither parameters nor body. */
  @Override
  public String toString() {
    return "Call[" + who.name() + "]";
  }
}
