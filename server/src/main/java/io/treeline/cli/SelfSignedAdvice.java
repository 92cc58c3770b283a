package io.treeline.cli;

import io.treeline.core.name.DomainName;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What remains to be done so that browsers open a name with a self-signed certificate. */
final class SelfSignedAdvice {

  private SelfSignedAdvice() {}

  static void print(DomainName name, @Nullable Path certificate, PrintStream out) {
    String file = certificate == null ? "its certificate" : certificate.toString();
    out.println();
    out.println("Where no DNS server knows the name, each computer needs this line in its hosts");
    out.println("file, with the server's address (/etc/hosts; on Windows");
    out.println("C:\\Windows\\System32\\drivers\\etc\\hosts):");
    out.println();
    out.println("    192.0.2.10  " + name);
    out.println();
    out.println("Browsers warn until they are told to trust it: open https://" + name + "/, then");
    out.println("  Chrome, Edge  Advanced, Proceed; for good: Settings, Security, Manage");
    out.println("                certificates, and import " + file);
    out.println("  Firefox       Advanced, Accept the Risk and Continue");
    out.println("  Safari        Show Details, visit this website");
  }
}
