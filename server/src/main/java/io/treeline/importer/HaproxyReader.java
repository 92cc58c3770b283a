package io.treeline.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration of HAProxy: the certificates of its bind lines, certificate lists and
 * certificate stores. For one use.
 */
final class HaproxyReader {

  private static final Set<String> SECTIONS =
      Set.of(
          "global",
          "defaults",
          "frontend",
          "backend",
          "listen",
          "crt-store",
          "userlist",
          "peers",
          "resolvers",
          "cache",
          "program",
          "ring",
          "http-errors",
          "mailers",
          "fcgi-app",
          "acme",
          "log-profile",
          "traces");

  private static final String CRT_BASE = "crt-base";
  private static final String KEY_BASE = "key-base";

  private final LayoutNotes notes;
  private final Map<String, Path> globalBases = new HashMap<>();
  private Map<String, Path> bases = globalBases;

  HaproxyReader(LayoutNotes notes) {
    this.notes = notes;
  }

  void read(Path path) {
    if (!Files.isDirectory(path)) {
      configuration(path);
      return;
    }
    List<Path> files = Globs.entries(path, "*.cfg");
    files.forEach(this::configuration);
    if (files.isEmpty()) {
      certificates(path.toString(), path, Origin.of(path), List.of());
    }
  }

  private void configuration(Path file) {
    String text = notes.text(file, Origin.of(file));
    int number = 0;
    for (String line : text == null ? List.<String>of() : text.lines().toList()) {
      number++;
      List<String> words = Words.of(line, "\"'");
      if (!words.isEmpty()) {
        line(words, new Origin(file, number));
      }
    }
  }

  private void line(List<String> words, Origin origin) {
    String first = words.getFirst();
    if (SECTIONS.contains(first)) {
      bases = first.equals("crt-store") ? new HashMap<>() : globalBases;
    } else if (words.size() > 1 && (first.equals(CRT_BASE) || first.equals(KEY_BASE))) {
      bases.put(first, resolved(words.get(1), null, origin));
    } else if (first.equals("bind")) {
      bind(words, origin);
    } else if (first.equals("load") || first.equals("ssl-f-use")) {
      load(words, origin);
    }
  }

  private void bind(List<String> words, Origin origin) {
    for (int i = 1; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      if (words.get(i).equals("crt") && isPath(value, origin)) {
        certificates(value, resolved(value, bases.get(CRT_BASE), origin), origin, List.of());
      } else if (words.get(i).equals("crt-list") && isPath(value, origin)) {
        list(resolved(value, null, origin), origin);
      }
    }
  }

  private void load(List<String> words, Origin origin) {
    String crt = after("crt", words);
    String key = after("key", words);
    if (crt == null || !isPath(crt, origin)) {
      return;
    }
    List<Path> files = new ArrayList<>(pair(resolved(crt, bases.get(CRT_BASE), origin)));
    if (key != null && isPath(key, origin)) {
      files.add(resolved(key, bases.get(KEY_BASE), origin));
    }
    notes.site(origin, List.of(), files);
  }

  private static @Nullable String after(String word, List<String> words) {
    int at = words.indexOf(word);
    return at > 0 && at + 1 < words.size() ? words.get(at + 1) : null;
  }

  private boolean isPath(String value, Origin origin) {
    if (value.startsWith("@") || value.contains("$")) {
      notes.remark(
          origin,
          "'"
              + value
              + "' names a file by "
              + (value.startsWith("@") ? "its alias in a store" : "a variable")
              + ", which isn't followed: put that certificate in with 'treeline cert put'.");
      return false;
    }
    return true;
  }

  /** Where nothing else is said, HAProxy starts at its working directory; ours is the file's. */
  private static Path resolved(String value, @Nullable Path base, Origin origin) {
    return (base == null ? origin.file().resolveSibling(value) : base.resolve(value)).normalize();
  }

  private void list(Path file, Origin mentioned) {
    String text = notes.text(file, mentioned);
    int number = 0;
    for (String line : text == null ? List.<String>of() : text.lines().toList()) {
      number++;
      List<String> words = Words.of(line.replaceAll("\\[[^\\]]*\\]", " "), "\"'");
      Origin origin = new Origin(file, number);
      if (words.isEmpty() || !isPath(words.getFirst(), origin)) {
        continue;
      }
      List<String> names = new ArrayList<>();
      for (String filter : words.subList(1, words.size())) {
        if (filter.startsWith("!")) {
          notes.remark(origin, "That " + filter + " leaves a name out isn't carried over.");
        } else {
          names.add(filter);
        }
      }
      String value = words.getFirst();
      certificates(value, resolved(value, bases.get(CRT_BASE), mentioned), origin, names);
    }
  }

  /** One file, the files of a directory, or a file for each kind of key. */
  private void certificates(String value, Path path, Origin origin, List<String> names) {
    if (!Files.isDirectory(path)) {
      notes.site(origin, names, pair(path));
      return;
    }
    Set<Path> pairs = new TreeSet<>();
    for (Path file : Globs.entries(path, "*")) {
      String name = file.getFileName().toString();
      if (Files.isRegularFile(file) && !name.matches("\\..*|.*\\.(key|issuer|ocsp|sctl)")) {
        pairs.add(file.resolveSibling(name.replaceFirst("\\.(rsa|ecdsa|dsa)$", "")));
      }
    }
    if (pairs.isEmpty()) {
      notes.remark(origin, "There is no certificate in the directory " + value + ".");
    }
    pairs.forEach(pair -> notes.site(Origin.of(pair), names, pair(pair)));
  }

  private static List<Path> pair(Path crt) {
    List<Path> files = new ArrayList<>();
    if (!Files.exists(crt)) {
      for (String kind : List.of(".ecdsa", ".rsa")) {
        Path each = crt.resolveSibling(crt.getFileName() + kind);
        if (Files.exists(each)) {
          files.addAll(withKey(each));
        }
      }
    }
    return files.isEmpty() ? withKey(crt) : files;
  }

  private static List<Path> withKey(Path crt) {
    String name = crt.getFileName().toString();
    List<Path> files = new ArrayList<>(List.of(crt));
    for (String key : new TreeSet<>(List.of(name + ".key", name.replaceFirst("\\.crt$", ".key")))) {
      if (!key.equals(name) && Files.exists(crt.resolveSibling(key))) {
        files.add(crt.resolveSibling(key));
      }
    }
    return files;
  }
}
