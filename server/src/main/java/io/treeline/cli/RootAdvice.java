package io.treeline.cli;

import java.io.PrintStream;

/** How clients are told to trust the root of the local authority. */
final class RootAdvice {

  private RootAdvice() {}

  /** Prints it; {@code file} is where the root was written, in PEM. */
  static void print(String file, PrintStream out) {
    out.println();
    out.println(
        "Import it once on each client; it is public, and only its key, which never leaves");
    out.println("the store, is a secret. From then on the client trusts all that it issues:");
    out.println("  Windows       certutil -addstore -f Root " + file);
    out.println("                (as an administrator; Chrome and Edge follow Windows)");
    out.println("  macOS         sudo security add-trusted-cert -d -r trustRoot \\");
    out.println("                  -k /Library/Keychains/System.keychain " + file);
    out.println("                (Safari and Chrome follow macOS)");
    out.println(
        "  Debian,Ubuntu sudo cp " + file + " /usr/local/share/ca-certificates/treeline.crt");
    out.println("                sudo update-ca-certificates (curl and most programs)");
    out.println("  Fedora, RHEL  sudo cp " + file + " /etc/pki/ca-trust/source/anchors/");
    out.println("                sudo update-ca-trust");
    out.println("  Chrome, Edge  on Linux: certutil -d sql:$HOME/.pki/nssdb -A -t C,, \\");
    out.println("                  -n treeline -i " + file + " (libnss3-tools)");
    out.println("  Firefox       Settings, Privacy & Security, View Certificates, Authorities,");
    out.println("                Import, Trust this CA to identify websites");
    out.println("  Android       Settings, Security, Encryption & credentials, Install a");
    out.println("                certificate, CA certificate");
    out.println(
        "  iOS, iPadOS   open the file, Settings, Profile Downloaded, Install; then General,");
    out.println("                About, Certificate Trust Settings, and switch it on");
    out.println("  SIP phones    load it as a trusted authority in the phone's web page");
    out.println(
        "  Java          keytool -importcert -cacerts -noprompt -alias treeline -file " + file);
  }
}
