package io.treeline.tls;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What the C library has handed out in this process, in octets (mallinfo2 of glibc). */
final class NativeMemory {

  private static final MemoryLayout INFO =
      MemoryLayout.structLayout(
          MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG).withName("fields"));
  private static final MethodHandle MALLINFO2 =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("mallinfo2"),
              FunctionDescriptor.of(INFO));

  private NativeMemory() {}

  /** Once the JVM's compiler, which takes and returns megabytes, has come to rest. */
  static long atRest() {
    long[] last = {0, 0};
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          long now = inUse();
          last[1] = Math.abs(now - last[0]) < 50_000 ? last[1] + 1 : 0;
          last[0] = now;
          return last[1] >= 5;
        });
    return last[0];
  }

  private static long inUse() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = (MemorySegment) MALLINFO2.invokeExact((SegmentAllocator) arena);
      return info.get(ValueLayout.JAVA_LONG, 7 * 8) + info.get(ValueLayout.JAVA_LONG, 4 * 8);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
