package io.treeline.acme.challenge;

import io.treeline.core.challenge.ChallengeAnswer.Dns01;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Has a program of the operator's publish TXT records: {@code HOOK add|remove RECORD VALUE}, the
 * same in {@code TREELINE_ACTION}, {@code TREELINE_RECORD} and {@code TREELINE_VALUE}.
 *
 * <p>It returns when the zone's servers have the record, with 0; with anything else it has failed.
 * It runs in the server's environment, without the installation's master key, and has two minutes.
 */
final class HookedRecords implements TxtRecords {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int MAX_OUTPUT = 64 * 1024;
  private static final int SHOWN = 400;
  private static final String MASTER_KEY = "TREELINE_MASTER_KEY";

  private final Path program;
  private final Map<String, String> environment;
  private final Duration limit;

  HookedRecords(Path program, Map<String, String> environment) {
    this(program, environment, LIMIT);
  }

  HookedRecords(Path program, Map<String, String> environment, Duration limit) {
    this.program = program;
    this.environment = Map.copyOf(environment);
    this.limit = limit;
  }

  @Override
  public void add(List<Dns01> records) throws ChallengeException {
    for (Dns01 record : records) {
      run("add", record);
    }
  }

  @Override
  public void remove(Dns01 record) throws ChallengeException {
    run("remove", record);
  }

  private void run(String action, Dns01 record) throws ChallengeException {
    Process process = start(action, record);
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(
            () -> outputOf(process), Thread.ofPlatform().daemon().name("dns-hook-output")::start);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(action, "did not end within " + limit.toSeconds() + " s", "");
      }
      if (process.exitValue() != 0) {
        throw failed(action, "ended with " + process.exitValue(), printed(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(action, "was interrupted", "");
    } finally {
      end(process);
    }
  }

  private Process start(String action, Dns01 record) throws ChallengeException {
    String name = ChallengeRecord.shown(ChallengeRecord.of(record.name()));
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), action, name, record.value())
            .redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment);
    variables.remove(MASTER_KEY);
    variables.put("TREELINE_ACTION", action);
    variables.put("TREELINE_RECORD", name);
    variables.put("TREELINE_VALUE", record.value());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new ChallengeException(
          "The program "
              + program
              + ", which is to "
              + action
              + " TXT records, can't be started: check that it is there and may be executed.");
    }
  }

  /** All of it is read, so that the program is never held up; its end is what says most. */
  private static String outputOf(Process process) {
    StringBuilder output = new StringBuilder();
    byte[] buffer = new byte[4096];
    try (InputStream in = process.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        output.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        if (output.length() > MAX_OUTPUT) {
          output.delete(0, output.length() - MAX_OUTPUT / 2);
        }
      }
    } catch (IOException e) {
      // It was ended; what it said so far counts.
    }
    return output.toString();
  }

  /** A program that it started may hold the output open; its own is there by then. */
  private static String printed(CompletableFuture<String> output) throws InterruptedException {
    try {
      return output.get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return "";
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private ChallengeException failed(String action, String what, String output) {
    String said = withoutSecrets(output).replaceAll("[^\\x21-\\x7e]+", " ").strip();
    String end = said.length() <= SHOWN ? said : "…" + said.substring(said.length() - SHOWN);
    return new ChallengeException(
        "The program "
            + program
            + " "
            + what
            + " when it was to "
            + action
            + " a TXT record"
            + (end.isEmpty() ? "" : " and said: " + end)
            + ". Run it by hand to find out why.");
  }

  /** What the environment keeps under a name that speaks of a secret doesn't go into a message. */
  private String withoutSecrets(String output) {
    String shown = output;
    for (Map.Entry<String, String> each : environment.entrySet()) {
      String name = each.getKey().toUpperCase(Locale.ROOT);
      boolean secret =
          Stream.of("KEY", "SECRET", "TOKEN", "PASS", "CREDENTIAL", "AUTH")
              .anyMatch(name::contains);
      if (secret && each.getValue().length() > 3) {
        shown = shown.replace(each.getValue(), "***");
      }
    }
    return shown;
  }
}
