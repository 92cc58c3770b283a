package io.treeline.front;

import io.treeline.tls.ServableMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A self-signed P-256 pair for a name. */
public record TestPair(String keyPem, String certificatePem) {

  public static TestPair forName(String name) {
    try {
      Path directory = Files.createTempDirectory("pair");
      Process openssl =
          new ProcessBuilder(
                  "openssl",
                  "req",
                  "-x509",
                  "-newkey",
                  "ec",
                  "-pkeyopt",
                  "ec_paramgen_curve:P-256",
                  "-nodes",
                  "-days",
                  "30",
                  "-subj",
                  "/CN=" + name,
                  "-addext",
                  "subjectAltName=DNS:" + name + ",DNS:*." + name,
                  "-keyout",
                  directory.resolve("key").toString(),
                  "-out",
                  directory.resolve("crt").toString())
              .redirectErrorStream(true)
              .start();
      openssl.getInputStream().readAllBytes();
      return new TestPair(
          Files.readString(directory.resolve("key")), Files.readString(directory.resolve("crt")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public ServableMaterial material() {
    return ServableMaterial.of(
        new ServableMaterial.Pair(List.of(der(certificatePem)), der(keyPem)));
  }

  private static byte[] der(String pem) {
    String body = pem.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
    return Base64.getDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
  }
}
