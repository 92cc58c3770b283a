package io.treeline.cli;

import io.treeline.core.name.DomainName;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What remains to be done so that clients open a name with a self-signed certificate. */
final class SelfSignedAdvice {

  private SelfSignedAdvice() {}

  static void print(DomainName name, @Nullable Path certificate, PrintStream out) {
    String file = certificate == null ? "CERTIFICATE" : certificate.toString();
    out.println();
    if (certificate == null) {
      out.println("CERTIFICATE below is the file that a browser saves from its padlock's details.");
    }
    out.println("Where no DNS server knows the name, each computer needs this line in its hosts");
    out.println("file, with the server's address (/etc/hosts; on Windows");
    out.println("C:\\Windows\\System32\\drivers\\etc\\hosts):");
    out.println();
    out.println("    192.0.2.10  " + name);
    out.println();
    out.println("Clients warn until they are told to trust it. Once, by a person:");
    out.println("  Chrome, Edge  open https://" + name + "/, Advanced, Proceed");
    out.println("  Firefox       open it, Advanced, Accept the Risk and Continue");
    out.println("  Safari        open it, Show Details, visit this website");
    out.println("For good:");
    out.println("  Windows       certutil -addstore -f Root " + file);
    out.println("                (Chrome and Edge follow Windows; as an administrator)");
    out.println("  macOS         sudo security add-trusted-cert -d -r trustAsRoot \\");
    out.println("                  -k /Library/Keychains/System.keychain " + file);
    out.println("  Linux         Chrome: certutil -d sql:$HOME/.pki/nssdb -A -t P,, \\");
    out.println("                  -n " + name + " -i " + file + " (libnss3-tools)");
    out.println("                curl: --cacert " + file);
    out.println(
        "  Android, iOS  install authorities only, and this is none: use the browser's way");
    out.println("                above, or make one with 'treeline cert local-ca create'");
    out.println("  SIP phones    load it as a trusted certificate in the phone's web page; most");
    out.println("                take RSA only (--key rsa2048)");
    out.println(
        "With more than a few names or clients, a local authority is less work: its root is");
    out.println("imported once, whatever it issues ('treeline cert local-ca create').");
  }
}
