package io.treeline.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Chromium without a window and with a profile of its own, driven by its DevTools protocol. Every
 * name leads to this machine; certificates are taken whatever they are, or judged. For one thread.
 */
final class Chromium implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--host-resolver-rules=MAP * 127.0.0.1",
          "--remote-debugging-port=0");

  private final Process process;
  private final Messages messages = new Messages();
  private final WebSocket socket;
  private final String session;
  private int last;

  /** What was shown: the answer as the DevTools describe it, and the text of the page. */
  record Shown(JsonNode response, String text) {

    /** What is said of the connection: {@code subjectName}, {@code protocol} and more. */
    JsonNode security() {
      return response.get("securityDetails");
    }
  }

  /** Starts one that takes every certificate; {@code profile} is a directory that is empty. */
  Chromium(Path program, Path profile) throws IOException {
    this(List.of(program.toString(), "--ignore-certificate-errors"), profile);
    ask(session, "Security.setIgnoreCertificateErrors", Map.of("ignore", true));
  }

  /**
   * Starts one that judges certificates, by what the user with that home directory trusts.
   *
   * @param home it may have an NSS database, {@code .pki/nssdb}
   */
  static Chromium judging(Path program, Path profile, Path home) throws IOException {
    return new Chromium(List.of("env", "HOME=" + home, program.toString()), profile);
  }

  private Chromium(List<String> program, Path profile) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(OPTIONS);
    command.add("--user-data-dir=" + profile);
    command.add("about:blank");
    process =
        Launcher.start(command, profile.resolve("chromium.out"), profile.resolve("chromium.err"));
    Path port = profile.resolve("DevToolsActivePort");
    await("Chromium").atMost(LONGEST).until(() -> lines(port).size() == 2);
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + lines(port).get(0) + lines(port).get(1)), messages)
            .join();
    JsonNode page = ask(null, "Target.createTarget", Map.of("url", "about:blank"));
    session =
        ask(
                null,
                "Target.attachToTarget",
                Map.of("targetId", page.get("targetId").asString(), "flatten", true))
            .get("sessionId")
            .asString();
    ask(session, "Page.enable", Map.of());
    ask(session, "Network.enable", Map.of());
  }

  /** Opens an address and waits until the page is loaded. */
  Shown open(String address) {
    JsonNode began = ask(session, "Page.navigate", Map.of("url", address));
    if (began.has("errorText")) {
      throw new AssertionError(address + ": " + began.get("errorText").asString());
    }
    JsonNode response =
        event("Network.responseReceived", said -> said.path("type").asString().equals("Document"));
    event("Page.loadEventFired", said -> true);
    JsonNode text =
        ask(session, "Runtime.evaluate", Map.of("expression", "document.body.innerText"));
    return new Shown(response.get("response"), text.get("result").get("value").asString());
  }

  @Override
  public void close() {
    ask(null, "Browser.close", Map.of());
    await("end of Chromium").atMost(LONGEST).until(() -> !process.isAlive());
  }

  private JsonNode ask(@Nullable String session, String method, Map<String, Object> parameters) {
    int id = ++last;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("id", id);
    request.put("method", method);
    request.put("params", parameters);
    if (session != null) {
      request.put("sessionId", session);
    }
    socket.sendText(JsonMapper.shared().writeValueAsString(request), true).join();
    JsonNode answer = messages.next(said -> said.path("id").asInt(-1) == id);
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  private JsonNode event(String method, Predicate<JsonNode> meant) {
    return messages
        .next(said ->
            said.path("method").asString("").equals(method) && meant.test(said.get("params")))
        .get("params");
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What Chromium says, in its order; what is passed over waits for who asks for it. */
  private static final class Messages implements WebSocket.Listener {

    private final BlockingQueue<JsonNode> arrived = new LinkedBlockingQueue<>();
    private final List<JsonNode> passedOver = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean end) {
      part.append(text);
      if (end) {
        arrived.add(JsonMapper.shared().readTree(part.toString()));
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    JsonNode next(Predicate<JsonNode> meant) {
      for (JsonNode waiting : passedOver) {
        if (meant.test(waiting)) {
          passedOver.remove(waiting);
          return waiting;
        }
      }
      try {
        while (true) {
          JsonNode message = arrived.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
          if (message == null) {
            throw new AssertionError("Chromium says nothing; before: " + passedOver);
          }
          if (meant.test(message)) {
            return message;
          }
          passedOver.add(message);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
