package io.treeline.registry;

import io.treeline.access.Refusal;
import java.io.IOException;
import java.io.InputStream;
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
 * The lines of a stream, judged by all processors and handed out in order, with a bounded number of
 * lines and octets in flight. Belongs to one thread.
 */
final class JudgedLines implements AutoCloseable {

  private static final int BATCH = 128;
  private static final int BATCH_OCTETS = 1 << 19;
  private static final int MAX_LINE = 1 << 20;

  private final LineReader lines;
  private final LineJudge judge;
  private final int ahead = 2 * Runtime.getRuntime().availableProcessors();
  private final ExecutorService judges =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("import-judge-", 0).daemon().factory());
  private final Deque<Future<List<JudgedLine>>> inFlight = new ArrayDeque<>();
  private long number;
  private boolean ended;

  JudgedLines(InputStream stream, LineJudge judge) {
    this.lines = new LineReader(stream, MAX_LINE);
    this.judge = judge;
  }

  /** Hands out every line but blank ones, and says after each batch how far it is. */
  void forEach(Consumer<JudgedLine> action, ImportProgress progress) {
    long handedOut = 0;
    submitAhead();
    while (!inFlight.isEmpty()) {
      for (JudgedLine line : result(inFlight.removeFirst())) {
        action.accept(line);
        handedOut = line.number();
      }
      progress.lines(handedOut);
      submitAhead();
    }
  }

  @Override
  public void close() {
    judges.shutdownNow();
  }

  private void submitAhead() {
    try {
      while (!ended && inFlight.size() < ahead) {
        submit();
      }
    } catch (IOException e) {
      throw new Refusal.Invalid(
          "The lines broke off after line " + number + ", nothing was imported: send them again.");
    }
  }

  private void submit() throws IOException {
    List<byte[]> batch = new ArrayList<>(BATCH);
    long first = number + 1;
    int octets = 0;
    while (!ended && batch.size() < BATCH && octets < BATCH_OCTETS) {
      byte[] line = lines.next();
      if (line == null) {
        ended = true;
      } else {
        batch.add(line);
        octets += line.length;
      }
    }
    number += batch.size();
    if (!batch.isEmpty()) {
      inFlight.add(judges.submit(() -> judge(first, batch)));
    }
  }

  private List<JudgedLine> judge(long first, List<byte[]> batch) {
    List<JudgedLine> judged = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      byte[] line = batch.get(i);
      if (line == LineReader.TOO_LONG) {
        judged.add(
            new JudgedLine.Bad(
                first + i, null, "It is longer than 1 MiB: a line holds one domain."));
      } else if (!isBlank(line)) {
        judged.add(judge.judge(first + i, line));
      }
    }
    return judged;
  }

  private static boolean isBlank(byte[] line) {
    for (byte octet : line) {
      if (octet != ' ' && octet != '\t' && octet != '\r') {
        return false;
      }
    }
    return true;
  }

  private static List<JudgedLine> result(Future<List<JudgedLine>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the import was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a line could not be judged", e.getCause());
    }
  }
}
