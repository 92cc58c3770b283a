package io.treeline.front.ws;

import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was found on disk a moment ago. Immutable.
 *
 * @param content the octets of a small file, null where they stay on disk
 */
record StaticFile(
    Path path,
    long size,
    Instant modified,
    CharSequence etag,
    CharSequence lastModified,
    CharSequence contentType,
    CharSequence contentLength,
    @Nullable Buffer content)
    implements Found {

  /** Up to here a file is kept in memory. */
  static final int SMALL = 64 * 1024;

  private static final Map<String, String> NEWER_TYPES =
      Map.of(
          "webmanifest", "application/manifest+json",
          "avif", "image/avif",
          "opus", "audio/ogg");

  /** Reads what there is to know, and a small file whole. Blocks. */
  static StaticFile read(Path path, BasicFileAttributes attributes) throws IOException {
    long size = attributes.size();
    Buffer content = null;
    if (size <= SMALL) {
      byte[] octets = Files.readAllBytes(path);
      content = Buffer.buffer(octets);
      size = octets.length;
    }
    Instant modified = attributes.lastModifiedTime().toInstant();
    String etag =
        "\"%x-%x\""
            .formatted(modified.getEpochSecond() * 1_000_000 + modified.getNano() / 1000, size);
    return new StaticFile(
        path,
        size,
        modified,
        new AsciiString(etag),
        new AsciiString(HttpDate.format(modified)),
        new AsciiString(typeOf(path.getFileName().toString())),
        new AsciiString(Long.toString(size)),
        content);
  }

  private static String typeOf(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    String known = NEWER_TYPES.get(extension);
    String type = known != null ? known : MimeMapping.mimeTypeForFilename(name);
    if (type == null) {
      return "application/octet-stream";
    }
    boolean text = type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml");
    return text ? type + "; charset=utf-8" : type;
  }
}
