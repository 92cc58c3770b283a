package io.treeline.importer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is gathered while a layout is read. Confined to one thread. */
final class LayoutNotes {

  private static final long MAX_OCTETS = 8 << 20;

  private final List<Site> sites = new ArrayList<>();
  private final Set<Remark> remarks = new LinkedHashSet<>();

  void site(Origin origin, List<String> names, List<Path> files) {
    sites.add(new Site(origin, names, files));
  }

  void remark(Origin origin, String sentence) {
    remarks.add(new Remark(origin, sentence));
  }

  /** The text of a configuration file; null if it can't be read, which is noted. */
  @Nullable String text(Path file, Origin mentioned) {
    try {
      if (Files.size(file) > MAX_OCTETS) {
        remark(
            Origin.of(file), "The file is larger than 8 MiB and isn't read: name the right one.");
        return null;
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      remark(mentioned, "There is no file " + file + ": check the path.");
    } catch (IOException e) {
      remark(mentioned, file + " can't be read: check what it is, its owner and its modes.");
    }
    return null;
  }

  Layout layout() {
    return new Layout(sites, List.copyOf(remarks));
  }
}
