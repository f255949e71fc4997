package org.datalogistics.depot.ops;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** Memory, collections, threads and descriptors of the process. */
final class JvmMetrics {
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
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
      text.gauge("process_open_fds", "Open file descriptors.")
          .value(os.getOpenFileDescriptorCount());
      text.gauge("process_max_fds", "File descriptors that may be open.")
          .value(os.getMaxFileDescriptorCount());
      text.counter("process_cpu_seconds_total", "Processor time used.")
          .value(os.getProcessCpuTime() / 1e9);
    }
  }
}
