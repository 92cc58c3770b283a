package io.treeline.cli;

import io.treeline.core.cert.CertificateReader;
import io.treeline.core.cert.Intake;
import io.treeline.core.cert.KnownRoots;
import io.treeline.core.cert.MissingIssuer;
import io.treeline.core.cert.ReadOptions;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches the authorities' certificates that a chain lacks, from the addresses that its
 * certificates name (RFC 5280 §4.2.2.1). Only for an operator who asked: the address is of whoever
 * made the certificate. So it is http or https, no redirect is followed, and what comes has a limit
 * in size and in time; it is a certificate or it is nothing.
 */
final class IssuerFetch {

  private static final int MOST_ROUNDS = 4;
  private static final int MOST_OCTETS = 64 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration IN_ALL = Duration.ofSeconds(10);

  private final ReadOptions options;
  private final KnownRoots roots;
  private final Terminal terminal;
  private final Set<String> asked = new HashSet<>();

  /**
   * For one upload.
   *
   * @param options how the files are read
   * @param roots beyond which nothing is missing
   */
  IssuerFetch(ReadOptions options, KnownRoots roots, Terminal terminal) {
    this.options = options.knownRoots(roots);
    this.roots = roots;
    this.terminal = terminal;
  }

  /** The files, and what was fetched after them. Each fetch is told on standard error. */
  List<CertFile> completed(List<CertFile> given) {
    List<CertFile> files = new ArrayList<>(given);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<MissingIssuer> missing = missing(files);
      if (missing.isEmpty()) {
        break;
      }
      missing.forEach(each -> files.addAll(fetched(each)));
    }
    return files;
  }

  private List<MissingIssuer> missing(List<CertFile> files) {
    Intake intake =
        CertificateReader.merge(files.stream().map(CertFile::asInput).toList(), options);
    return switch (intake) {
      case Intake.Accepted accepted ->
          MissingIssuer.of(accepted.bundle().publicPart(), roots).stream()
              .filter(each -> asked.add(each.address()))
              .toList();
      case Intake.Refused refused -> List.of();
    };
  }

  /** A root is not added: whoever trusts it has it. */
  private List<CertFile> fetched(MissingIssuer missing) {
    List<CertFile> files = new ArrayList<>();
    for (X509Certificate each : certificates(missing, body(missing))) {
      boolean root = each.getSubjectX500Principal().equals(each.getIssuerX500Principal());
      terminal
          .err()
          .println(
              "Fetched "
                  + (root ? "the root " : "the certificate of ")
                  + each.getSubjectX500Principal()
                  + " from "
                  + missing.address()
                  + (root ? ", which isn't added: clients have it or don't trust it." : "."));
      if (!root) {
        files.add(new CertFile(missing.address(), pem(each)));
      }
    }
    return files;
  }

  private static byte[] body(MissingIssuer missing) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(address(missing)).timeout(IN_ALL).build();
      CompletableFuture<HttpResponse<byte[]>> answer =
          client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_OCTETS));
      try {
        return octets(missing, answer.get(IN_ALL.toSeconds(), TimeUnit.SECONDS));
      } finally {
        client.shutdownNow();
      }
    } catch (ExecutionException e) {
      throw failure(missing, String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw failure(missing, "no answer within " + IN_ALL.toSeconds() + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(missing, "interrupted");
    }
  }

  private static byte[] octets(MissingIssuer missing, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw failure(missing, "HTTP status " + answer.statusCode());
    }
    return answer.body();
  }

  private static URI address(MissingIssuer missing) {
    try {
      URI address = URI.create(missing.address());
      String scheme = String.valueOf(address.getScheme());
      if ((scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
          && address.getHost() != null
          && address.getUserInfo() == null) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw failure(missing, "that is no address");
    }
    throw failure(missing, "only http and https addresses are asked");
  }

  /** DER, PEM, or the PKCS#7 that RFC 5280 allows. */
  private static List<X509Certificate> certificates(MissingIssuer missing, byte[] body) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(body))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw failure(missing, "what is there is no certificate");
    }
    throw failure(missing, "what is there is no certificate");
  }

  private static byte[] pem(X509Certificate certificate) {
    try {
      return ("-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(certificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (CertificateException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }

  private static Failure failure(MissingIssuer missing, String why) {
    return new Failure(
        "The certificate of the issuer "
            + missing.issuer()
            + " can't be fetched from "
            + missing.address()
            + " ("
            + why
            + "), and nothing was stored: add it to the files, or leave out --fetch-issuers.");
  }
}
