package io.treeline.store.jdbc;

import io.treeline.core.name.DomainName;
import io.treeline.store.AuditLine;
import io.treeline.store.DomainRow;
import io.treeline.store.Store;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A process that writes until it is killed, and says on its output how far it is. */
final class CrashingServer {

  static final int SIZE = 2_000;
  static final String COMMITTED = "committed";

  private CrashingServer() {}

  /** Takes the data directory. */
  public static void main(String[] args) {
    PrintStream signs = System.out;
    try (Store store = SqliteStore.open(Path.of(args[0]), Map.of(), InstantSource.system())) {
      DomainRow found = store.read(r -> r.master());
      long master =
          found != null ? found.id() : store.write(w -> w.insertDomain(name("m.test"), 0));
      while (true) {
        write(store, master, signs);
        signs.println(COMMITTED);
        signs.flush();
      }
    }
  }

  private static void write(Store store, long master, PrintStream signs) {
    store.write(w -> {
      for (int i = 0; i < SIZE; i++) {
        long id = w.insertDomain(name("d" + w.change() + "-" + i + ".test"), master);
        w.putCertificate(id, Values.certificate(id));
        if (i % 20 == 0) {
          signs.println("inside");
          signs.flush();
        }
      }
      w.audit(new AuditLine("admin", "domain.import", "m.test", ""));
      return master;
    });
  }

  private static DomainName name(String text) {
    return DomainName.parse(text);
  }
}
