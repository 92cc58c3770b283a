package io.treeline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.treeline.access.Right;
import io.treeline.core.name.DomainName;
import io.treeline.core.state.StateEntry;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin API as the holder of the master's token sees it. */
class ApiTest {

  @TempDir Path data;
  private TestServer server;
  private Http http;

  @BeforeEach
  void start() {
    server = new TestServer(data);
    http = new Http(server.port, server.token("example.com", Right.ADMIN));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aDomainIsAddedChangedAndRemoved() throws Exception {
    HttpResponse<String> added =
        http.json("POST", "/v1/domains", "{\"name\":\"Shop.example.com\"}");
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location")).hasValue("/v1/domains/shop.example.com");
    assertThat(Http.object(added).text("parent")).isEqualTo("example.com");

    HttpResponse<String> changed =
        http.json(
            "PATCH",
            "/v1/domains/shop.example.com",
            "{\"acme_enabled\":true,\"acme_key_types\":[\"ec256\",\"rsa2048\"],"
                + "\"expiry_notice_days\":30}");
    assertThat(changed.body())
        .contains("\"acme_enabled\":true")
        .contains("\"acme_key_types\":[\"ec256\",\"rsa2048\"]")
        .contains("\"expiry_notice_days\":30");

    HttpResponse<String> cleared =
        http.json("PATCH", "/v1/domains/shop.example.com", "{\"acme_enabled\":null}");
    assertThat(cleared.body()).doesNotContain("acme_enabled").contains("acme_key_types");

    HttpResponse<String> removed = http.send("DELETE", "/v1/domains/shop.example.com", null);
    assertThat(removed.body()).isEqualTo("{\"removed\":1}");
    assertThat(http.get("/v1/domains/shop.example.com").statusCode()).isEqualTo(404);
  }

  @Test
  void renameAndMoveTakeTheSubtreeAlong() throws Exception {
    server.add("a.example.com");
    server.add("x.a.example.com");
    server.add("b.example.com");

    HttpResponse<String> renamed =
        http.json("POST", "/v1/domains/a.example.com/rename", "{\"name\":\"c.example.com\"}");
    assertThat(Http.object(renamed).text("name")).isEqualTo("c.example.com");
    assertThat(http.get("/v1/domains/x.c.example.com").statusCode()).isEqualTo(200);

    HttpResponse<String> moved =
        http.json(
            "POST",
            "/v1/domains/x.c.example.com/move",
            "{\"parent\":\"example.com\"," + "\"allowNested\":true}");
    assertThat(moved.body()).contains("\"parent\":\"example.com\"");
  }

  @Test
  void aListComesInPages() throws Exception {
    List.of("a", "b", "c").forEach(label -> server.add(label + ".example.com"));

    JsonObject top = Http.object(http.get("/v1/domains"));
    assertThat(top.objects("domains")).hasSize(1);
    assertThat(top.objects("domains").getFirst().number("children")).isEqualTo(3);

    JsonObject first = Http.object(http.get("/v1/domains?parent=example.com&limit=2"));
    assertThat(names(first)).containsExactly("a.example.com", "b.example.com");
    JsonObject second =
        Http.object(
            http.get("/v1/domains?parent=example.com&limit=2&cursor=" + first.text("next")));
    assertThat(names(second)).containsExactly("c.example.com");
    assertThat(second.optionalText("next")).isNull();
  }

  @Test
  void aWriteThatSawAnotherVersionIsRefused() throws Exception {
    String version = etag(http.get("/v1/domains/example.com"));
    http.json("PATCH", "/v1/domains/example.com", "{\"hsts_max_age\":60}");

    HttpResponse<String> late =
        http.json("PATCH", "/v1/domains/example.com", "{\"hsts_max_age\":90}", "If-Match", version);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(Http.object(late).text("type")).isEqualTo("urn:treeline:problem:stale");

    String now = etag(http.get("/v1/domains/example.com"));
    assertThat(
            http.json("PATCH", "/v1/domains/example.com", "{\"hsts_max_age\":90}", "If-Match", now)
                .statusCode())
        .isEqualTo(200);
    assertThat(
            http.json("PATCH", "/v1/domains/example.com", "{\"hsts_max_age\":1}", "If-Match", "W/x")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void aRemovalThatSawAnotherVersionIsRefused() throws Exception {
    server.add("a.example.com");
    HttpResponse<String> refused =
        http.send("DELETE", "/v1/domains/a.example.com", null, "If-Match", "\"0\"");
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(http.get("/v1/domains/a.example.com").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsKnownAlreadyIsNotSentAgain() throws Exception {
    String version = etag(http.get("/v1/domains/example.com"));
    HttpResponse<String> again = http.get("/v1/domains/example.com", "If-None-Match", version);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void aCertificateIsPutShownAndCleared() throws Exception {
    String pem = TestServer.pem("example.com");
    String path = "/v1/domains/example.com/certificate";
    HttpResponse<String> put =
        http.send("PUT", path, pem, "Content-Type", "application/x-pem-file");
    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(Http.object(put).object("certificate").texts("names"))
        .contains("example.com", "*.example.com");

    HttpResponse<String> shown = http.get(path);
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/x-pem-file");
    assertThat(shown.body()).contains("key sha256=").contains("BEGIN CERTIFICATE");
    assertThat(shown.body()).doesNotContain("PRIVATE KEY");
    String domain = http.get("/v1/domains/example.com").body();
    assertThat(domain).contains("certificate_pem").doesNotContain("PRIVATE KEY");

    assertThat(http.send("DELETE", path, null).statusCode()).isEqualTo(204);
    assertThat(http.get(path).statusCode()).isEqualTo(404);
    JsonObject history = Http.object(http.get("/v1/domains/example.com/certificates"));
    assertThat(history.objects("certificates")).hasSize(1);
    assertThat(history.objects("certificates").getFirst().optionalText("until")).isNotNull();
  }

  @Test
  void aDryRunStoresNothingAndSaysWhatWouldChange() throws Exception {
    server.add("deep.a.example.com");
    HttpResponse<String> dry =
        http.send(
            "PUT",
            "/v1/domains/example.com/certificate?dryRun=true",
            TestServer.pem("example.com"),
            "Content-Type",
            "application/x-pem-file");
    JsonObject outcome = Http.object(dry);
    assertThat(outcome.flag("stored")).isFalse();
    assertThat(outcome.object("whatIf").number("changed")).isEqualTo(2);
    assertThat(outcome.object("whatIf").texts("firstUncovered"))
        .containsExactly("deep.a.example.com");
    assertThat(http.get("/v1/domains/example.com/certificate").statusCode()).isEqualTo(404);
  }

  @Test
  void severalFilesAreOneCertificate() throws Exception {
    String pem = TestServer.pem("example.com");
    int cut = pem.indexOf("-----BEGIN CERTIFICATE");
    String body =
        Json.write(
            java.util.Map.of(
                "files",
                List.of(
                    java.util.Map.of("name", "server.crt", "text", pem.substring(cut)),
                    java.util.Map.of(
                        "name",
                        "server.key",
                        "base64",
                        java.util.Base64.getEncoder()
                            .encodeToString(pem.substring(0, cut).getBytes())))));
    HttpResponse<String> put = http.json("PUT", "/v1/domains/example.com/certificate", body);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  @Test
  void aPkcs12ContainerIsPutWithItsPassphraseInAHeader() throws Exception {
    String path = "/v1/domains/example.com/certificate";
    byte[] container = TestServer.pkcs12("example.com", "correct horse");
    HttpResponse<String> locked =
        http.sendOctets("PUT", path, container, "Content-Type", "application/x-pkcs12");
    HttpResponse<String> wrong =
        http.sendOctets(
            "PUT",
            path,
            container,
            "Content-Type",
            "application/x-pkcs12",
            "Treeline-Passphrase",
            "wrong");
    HttpResponse<String> put =
        http.sendOctets(
            "PUT",
            path,
            container,
            "Content-Type",
            "application/x-pkcs12",
            "Treeline-Passphrase",
            "correct horse");

    assertThat(locked.statusCode()).isEqualTo(422);
    assertThat(firstCode(locked)).isEqualTo("passphrase-needed");
    assertThat(firstCode(wrong)).isEqualTo("passphrase-wrong");
    assertThat(wrong.body()).doesNotContain("\"wrong\"");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    assertThat(put.body()).doesNotContain("correct horse", "PRIVATE KEY");
    assertThat(http.get(path).body()).contains("key sha256=").contains("BEGIN CERTIFICATE");
  }

  @Test
  void aPkcs12ContainerIsPutInJsonToo() throws Exception {
    String container =
        java.util.Base64.getEncoder()
            .encodeToString(TestServer.pkcs12("example.com", "Übergröße €"));
    String body =
        Json.write(
            java.util.Map.of(
                "files",
                List.of(java.util.Map.of("name", "web.p12", "base64", container)),
                "passphrase",
                "Übergröße €"));
    HttpResponse<String> put = http.json("PUT", "/v1/domains/example.com/certificate", body);
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  private static String firstCode(HttpResponse<String> refused) {
    return Http.object(refused).objects("findings").getFirst().text("code");
  }

  @Test
  void aCertificateWithoutItsKeyIsRefusedWithTheFinding() throws Exception {
    String pem = TestServer.pem("example.com");
    HttpResponse<String> refused =
        http.send(
            "PUT",
            "/v1/domains/example.com/certificate",
            pem.substring(pem.indexOf("-----BEGIN CERTIFICATE")),
            "Content-Type",
            "application/x-pem-file");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(Http.object(refused).objects("findings").getFirst().text("code"))
        .isEqualTo("no-key");
  }

  @Test
  void anExplanationHasTheMembersOfTheContract() throws Exception {
    http.send(
        "PUT",
        "/v1/domains/example.com/certificate",
        TestServer.pem("example.com"),
        "Content-Type",
        "application/x-pem-file");
    JsonObject explanation = Http.object(http.get("/v1/explain?sni=WWW.example.com"));
    assertThat(explanation.members().keySet())
        .containsExactly(
            "sni",
            "role",
            "source",
            "domain",
            "sha256",
            "notAfter",
            "covers",
            "steps",
            "warnings",
            "client",
            "pairs");
    assertThat(explanation.text("sni")).isEqualTo("www.example.com");
    assertThat(explanation.text("source")).isEqualTo("domain");
    assertThat(explanation.flag("covers")).isTrue();
    JsonObject last = explanation.objects("steps").getLast();
    assertThat(last.members().keySet()).containsExactly("step", "name", "outcome", "detail");
    assertThat(last.text("step")).isEqualTo("master");
    assertThat(last.text("outcome")).isEqualTo("applied");
    assertThat(http.get("/v1/explain?sni=a&role=none").statusCode()).isEqualTo(404);
  }

  @Test
  void systemStateHasTheMembersOfTheContract() throws Exception {
    server.state.add(entry("example.com"));
    JsonObject entry = Http.object(http.get("/v1/system-state")).objects("entries").getFirst();
    assertThat(entry.members().keySet())
        .containsExactly(
            "check", "status", "reason", "action", "since", "site", "server", "role", "domain");
    assertThat(entry.text("status")).isEqualTo("error");
    assertThat(entry.text("since")).isEqualTo("2026-11-24T12:00:00Z");
  }

  @Test
  void whoIsBoundToASubtreeSeesItsOwnEntriesOnly() throws Exception {
    server.add("a.example.com");
    server.add("b.example.com");
    server.state.addAll(List.of(entry("a.example.com"), entry("b.example.com")));
    server.state.add(
        new StateEntry(
            "role",
            StateEntry.Status.ERROR,
            "r",
            "a",
            TestServer.NOW,
            StateEntry.Where.role("ws1")));

    Http tenant = new Http(server.port, server.token("a.example.com", Right.VIEWER));
    JsonObject seen = Http.object(tenant.get("/v1/system-state"));
    assertThat(seen.objects("entries"))
        .extracting(e -> e.text("domain"))
        .containsExactly("a.example.com");
    assertThat(Http.object(http.get("/v1/system-state")).objects("entries")).hasSize(3);
  }

  @Test
  void outsideTheSubtreeEverythingIsAnsweredAsIfItWereNotThere() throws Exception {
    server.add("a.example.com");
    server.add("b.example.com");
    Http tenant = new Http(server.port, server.token("a.example.com", Right.VIEWER));
    String outside = tenant.get("/v1/domains/b.example.com").body();
    String nowhere = tenant.get("/v1/domains/n.example.com").body();
    assertThat(outside.replace("b.example.com", "n.example.com")).isEqualTo(nowhere);
    assertThat(
            tenant.json("PATCH", "/v1/domains/a.example.com", "{\"hsts_max_age\":1}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aTokenIsShownOnceAndEndsWhenItIsRevoked() throws Exception {
    HttpResponse<String> made =
        http.json("POST", "/v1/tokens", "{\"subtree\":\"example.com\",\"role\":\"viewer\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    String id = Http.object(made).text("id");
    String secret = Http.object(made).text("token");
    assertThat(http.get("/v1/tokens").body()).contains(id).doesNotContain(secret);
    assertThat(new Http(server.port, secret).get("/v1/domains").statusCode()).isEqualTo(200);

    assertThat(http.send("DELETE", "/v1/tokens/" + id, null).statusCode()).isEqualTo(204);
    HttpResponse<String> ended = new Http(server.port, secret).get("/v1/domains");
    assertThat(ended.statusCode()).isEqualTo(401);
    assertThat(ended.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(ended.body()).doesNotContain(secret);
  }

  @Test
  void anImportTellsWhatItDidAndAnExportGivesItBack() throws Exception {
    String lines =
        "{\"name\":\"b.a.example.com\",\"acme_enabled\":true}\n{\"name\":\"a.example.com\"}\n";
    HttpResponse<String> imported =
        http.send("POST", "/v1/import", lines, "Content-Type", "application/jsonl");
    assertThat(imported.body().lines().toList().getLast())
        .startsWith("{\"result\":{\"added\":2,\"updated\":0,");

    List<String> exported = http.get("/v1/export").body().lines().toList();
    assertThat(exported).hasSize(3);
    assertThat(exported.getFirst()).contains("\"parent\":null");
    assertThat(exported)
        .anyMatch(
            line -> line.contains("\"b.a.example.com\"") && line.contains("\"acme_enabled\":true"));
  }

  @Test
  void anImportWithBadLinesChangesNothingAndNamesEach() throws Exception {
    HttpResponse<String> refused =
        http.send(
            "POST",
            "/v1/import",
            "{\"name\":\"a.example.com\"}\n{\"name\":\"a..b\"}\nnonsense\n",
            "Content-Type",
            "application/jsonl");
    JsonObject last =
        Json.readObject(refused.body().lines().toList().getLast().getBytes()).object("problem");
    assertThat(last.texts("problems")).hasSize(2);
    assertThat(http.get("/v1/domains/a.example.com").statusCode()).isEqualTo(404);
  }

  @Test
  void anImportThatBreaksOffChangesNothing() throws Exception {
    String line = "{\"name\":\"a.example.com\"}\n";
    try (Socket socket = new Socket("127.0.0.1", server.port)) {
      String head =
          "POST /v1/import HTTP/1.1\r\nHost: a\r\nContent-Type: application/jsonl\r\n"
              + "Authorization: Bearer "
              + http.token()
              + "\r\nContent-Length: 1000\r\n\r\n"
              + line;
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }
    // The next import waits for the one before: writes are serialised.
    http.send("POST", "/v1/import", line.replace("a.", "b."), "Content-Type", "application/jsonl");
    assertThat(http.get("/v1/domains/b.example.com").statusCode()).isEqualTo(200);
    assertThat(http.get("/v1/domains/a.example.com").statusCode()).isEqualTo(404);
  }

  @Test
  void healthIsOpenToAnybodyAndReadinessNamesWhatIsMissing() throws Exception {
    Http nobody = new Http(server.port, "");
    assertThat(nobody.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(nobody.get("/readyz").statusCode()).isEqualTo(200);
    server.missing.add("Role ws1 doesn't listen yet.");
    HttpResponse<String> waiting = nobody.get("/readyz");
    assertThat(waiting.statusCode()).isEqualTo(503);
    assertThat(Http.object(waiting).text("detail")).contains("ws1");
    assertThat(nobody.get("/v1/domains").statusCode()).isEqualTo(401);
  }

  @Test
  void whereIssuanceStandsIsAskedAndIssuedNow() throws Exception {
    server.add("a.example.com");
    String path = "/v1/acme/domains/a.example.com";
    assertThat(Http.object(http.get(path)).text("status")).isEqualTo("off");
    HttpResponse<String> off = http.send("POST", path + "/issue", null);
    assertThat(off.statusCode()).isEqualTo(409);
    assertThat(Http.object(off).text("detail")).contains("acme_enabled");

    http.json(
        "PATCH",
        "/v1/domains/a.example.com",
        "{\"acme_enabled\":true,\"acme_account_email\":\"ops@example.com\"}");
    HttpResponse<String> begun = http.send("POST", path + "/issue", null);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    JsonObject status = Http.object(begun);
    assertThat(status.members().keySet())
        .containsExactly(
            "name",
            "status",
            "names",
            "email",
            "directory",
            "step",
            "notAfter",
            "nextAttempt",
            "waitsFor",
            "failures",
            "trouble",
            "budget");
    assertThat(status.text("status")).isEqualTo("due");
    assertThat(status.texts("names")).containsExactly("a.example.com");
    assertThat(status.text("email")).isEqualTo("ops@example.com");

    JsonObject page = Http.object(http.get("/v1/acme/domains"));
    assertThat(names(page)).containsExactly("a.example.com");
    assertThat(page.optionalText("next")).isNull();
    JsonObject log = Http.object(http.get("/v1/acme/log?domain=a.example.com&limit=1"));
    assertThat(log.objects("events").getFirst().text("event")).isEqualTo("order.asked");
    assertThat(http.get("/v1/acme/log?before=soon").statusCode()).isEqualTo(400);
    assertThat(Http.object(http.get("/v1/acme/plan?horizon=12h")).number("orders")).isPositive();
    assertThat(http.get("/v1/acme/plan?horizon=3y").statusCode()).isEqualTo(400);
    assertThat(http.get(path + "/authorization").statusCode()).isEqualTo(409);
  }

  @Test
  void issuanceIsAskedByWhoSeesTheDomainAndOrderedByWhoOperatesIt() throws Exception {
    server.add("a.example.com");
    server.add("b.example.com");
    Http viewer = new Http(server.port, server.token("a.example.com", Right.VIEWER));
    assertThat(viewer.get("/v1/acme/domains/a.example.com").statusCode()).isEqualTo(200);
    assertThat(viewer.get("/v1/acme/domains/b.example.com").statusCode()).isEqualTo(404);
    assertThat(viewer.get("/v1/acme/log?domain=b.example.com").statusCode()).isEqualTo(404);
    assertThat(viewer.send("POST", "/v1/acme/domains/a.example.com/issue", null).statusCode())
        .isEqualTo(403);
    String revoke = "/v1/domains/a.example.com/certificate/revoke";
    String reason = "{\"reason\":\"superseded\"}";
    assertThat(viewer.json("POST", revoke, reason).statusCode()).isEqualTo(403);
    assertThat(http.json("POST", revoke, reason).statusCode()).isEqualTo(409);
    assertThat(http.json("POST", revoke, "{\"reason\":\"boredom\"}").body())
        .contains("key-compromise");
  }

  private static List<String> names(JsonObject page) {
    return page.objects("domains").stream().map(domain -> domain.text("name")).toList();
  }

  private static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  private static StateEntry entry(String domain) {
    return new StateEntry(
        "certificate-expiry",
        StateEntry.Status.ERROR,
        "It has expired.",
        "Put another.",
        TestServer.NOW,
        StateEntry.Where.domain(DomainName.parse(domain)));
  }
}
