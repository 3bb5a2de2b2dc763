// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.health;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huitong.api.operation.Measured.Kind;
import org.huitong.api.operation.Measured.Measurement;

/** What the JVM knows of itself, by the names that dashboards expect. */
final class JvmMeasured {
    private JvmMeasured() {}

    static List<Measurement> measure() {
        List<Measurement> all = new ArrayList<>();
        memory(all, "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
        memory(all, "nonheap", ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage());
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            all.add(gauge(
                    "jvm_buffer_pool_used_bytes",
                    "Used bytes of a buffer pool.",
                    Map.of("pool", pool.getName()),
                    pool.getMemoryUsed()));
        }
        for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
            Map<String, String> name = Map.of("gc", gc.getName());
            all.add(counter("jvm_gc_collections_total", "Collections.", name, gc.getCollectionCount()));
            all.add(counter("jvm_gc_seconds_total", "Seconds spent collecting.", name, gc.getCollectionTime() / 1e3));
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        all.add(gauge("jvm_threads_current", "Live threads.", Map.of(), threads.getThreadCount()));
        all.add(gauge("jvm_threads_daemon", "Live daemon threads.", Map.of(), threads.getDaemonThreadCount()));
        all.add(gauge(
                "jvm_classes_currently_loaded",
                "Loaded classes.",
                Map.of(),
                ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
        all.add(gauge(
                "process_start_time_seconds",
                "When the process began, since 1970.",
                Map.of(),
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3));
        process(all);
        return all;
    }

    private static void memory(List<Measurement> all, String area, MemoryUsage usage) {
        Map<String, String> label = Map.of("area", area);
        all.add(gauge("jvm_memory_used_bytes", "Used bytes of memory.", label, usage.getUsed()));
        all.add(gauge("jvm_memory_committed_bytes", "Committed bytes of memory.", label, usage.getCommitted()));
        all.add(gauge("jvm_memory_max_bytes", "Most bytes of memory, -1 without a limit.", label, usage.getMax()));
    }

    private static void process(List<Measurement> all) {
        OperatingSystemMXBean os = ManagementFactory.getOperatingSystemMXBean();
        all.add(gauge("system_load_average_1m", "Load of the last minute.", Map.of(), os.getSystemLoadAverage()));
        if (os instanceof com.sun.management.OperatingSystemMXBean more) {
            all.add(counter("process_cpu_seconds_total", "Seconds of CPU.", Map.of(), more.getProcessCpuTime() / 1e9));
        }
        if (os instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
            all.add(gauge("process_open_fds", "Open files.", Map.of(), unix.getOpenFileDescriptorCount()));
            all.add(gauge("process_max_fds", "Most open files.", Map.of(), unix.getMaxFileDescriptorCount()));
        }
    }

    private static Measurement gauge(String name, String help, Map<String, String> labels, double value) {
        return new Measurement(name, help, Kind.GAUGE, labels, value);
    }

    private static Measurement counter(String name, String help, Map<String, String> labels, double value) {
        return new Measurement(name, help, Kind.COUNTER, labels, value);
    }
}
