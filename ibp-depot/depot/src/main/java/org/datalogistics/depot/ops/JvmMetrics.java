package org.datalogistics.depot.ops;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Memory, collections, threads and descriptors of the process. */
final class JvmMetrics {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private JvmMetrics() {}

  static void write(MetricsText text) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    text.gauge("jvm_memory_heap_bytes", "Java heap by what it is: used, committed, max.")
        .value(heap.getUsed(), "area", "used")
        .value(heap.getCommitted(), "area", "committed")
        .value(heap.getMax(), "area", "max");
    text.gauge("jvm_memory_direct_bytes", "Buffers outside the Java heap.")
        .value(Math.max(0, PlatformDependent.usedDirectMemory()));
    text.counter("jvm_gc_collections_total", "Garbage collections.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.value(gc.getCollectionCount(), "gc", gc.getName());
    }
    text.counter("jvm_gc_seconds_total", "Time spent collecting garbage.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.value(gc.getCollectionTime() / 1000.0, "gc", gc.getName());
    }
    text.gauge("jvm_threads", "Threads that live.")
        .value(ManagementFactory.getThreadMXBean().getThreadCount());
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(
            time ->
                text.counter("process_cpu_seconds_total", "Processor time used.")
                    .value(time.toMillis() / 1000.0));
    openDescriptors()
        .ifPresent(count -> text.gauge("process_open_fds", "Open file descriptors.").value(count));
  }

  /** Known where the system has a folder of them. */
  private static OptionalLong openDescriptors() {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return OptionalLong.of(descriptors.count());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
