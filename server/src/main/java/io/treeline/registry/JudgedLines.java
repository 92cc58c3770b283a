package io.treeline.registry;

import io.treeline.access.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The lines of a stream, judged by all processors and handed out in order, with a bounded number in
 * flight. Belongs to one thread.
 */
final class JudgedLines implements AutoCloseable {

  private static final int BATCH = 128;
  private static final int MAX_LINE = 1 << 20;

  private final BufferedReader lines;
  private final LineJudge judge;
  private final int ahead = 2 * Runtime.getRuntime().availableProcessors();
  private final ExecutorService judges =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("import-judge-", 0).daemon().factory());
  private final Deque<Future<List<JudgedLine>>> inFlight = new ArrayDeque<>();
  private long number;

  JudgedLines(InputStream stream, LineJudge judge) {
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16);
    this.judge = judge;
  }

  /** Hands out every line. */
  void forEach(Consumer<JudgedLine> action) {
    boolean more = true;
    while (more || !inFlight.isEmpty()) {
      while (more && inFlight.size() < ahead) {
        more = submit();
      }
      if (!inFlight.isEmpty()) {
        result(inFlight.removeFirst()).forEach(action);
      }
    }
  }

  @Override
  public void close() {
    judges.shutdownNow();
  }

  /** Reads a batch and has it judged; false at the end of the stream. */
  private boolean submit() {
    List<String> batch = new ArrayList<>(BATCH);
    long first = number + 1;
    String line = "";
    try {
      while (batch.size() < BATCH && (line = lines.readLine()) != null) {
        batch.add(line);
      }
    } catch (IOException e) {
      throw new Refusal.Invalid(
          "The lines broke off after line " + number + ", nothing was imported: send them again.");
    }
    number += batch.size();
    if (!batch.isEmpty()) {
      inFlight.add(judges.submit(() -> judge(first, batch)));
    }
    return line != null;
  }

  private List<JudgedLine> judge(long first, List<String> batch) {
    List<JudgedLine> judged = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      String line = batch.get(i);
      if (line.length() > MAX_LINE) {
        judged.add(
            new JudgedLine.Bad(
                first + i, null, "It is longer than 1 MiB: a line holds one domain."));
      } else if (!line.isBlank()) {
        judged.add(judge.judge(first + i, line));
      }
    }
    return judged;
  }

  private static List<JudgedLine> result(Future<List<JudgedLine>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the import was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a line could not be judged", e.getCause());
    }
  }
}
