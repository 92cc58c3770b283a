package io.treeline.core.cert;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that people give instead of the certificate in them, known by how they begin. */
final class ForeignFile {

  private record Kind(String magic, String what, String todo) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("PK\3\4", "a ZIP archive", "unpack it and give the files in it"),
          new Kind("\u001F\u008B", "a gzip archive", "unpack it and give the files in it"),
          new Kind("7z\u00BC\u00AF", "a 7-Zip archive", "unpack it and give the files in it"),
          new Kind("Rar!", "a RAR archive", "unpack it and give the files in it"),
          new Kind("%PDF-", "a PDF document", "ask for the certificate as a file, .pem or .p12"),
          new Kind("{\\rtf", "a document of a word processor", "save it as plain text"),
          new Kind(
              "PuTTY-User-Key-File",
              "a key of PuTTY",
              "convert it with 'puttygen FILE -O private-openssh -o key.pem'"));

  private ForeignFile() {}

  /** Why it isn't read; null if it isn't one of these. */
  static @Nullable BlockException of(byte[] input) {
    String head = new String(input, 0, Math.min(input.length, 20), StandardCharsets.ISO_8859_1);
    return KINDS.stream()
        .filter(kind -> head.startsWith(kind.magic()))
        .map(kind ->
            new BlockException(
                FindingCode.CONTAINER_UNSUPPORTED, "The file is " + kind.what(), kind.todo()))
        .findFirst()
        .orElse(null);
  }
}
