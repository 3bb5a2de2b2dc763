// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.huitong.capability.rules.RuleBench;
import org.huitong.capability.tasks.WorkBench;
import org.huitong.connector.wecom.archive.ArchiveBench;
import org.huitong.hub.door.DoorBench;

/** The benchmarks by their names: {@code Bench <name> <folder> [seconds] [rounds]}. */
public final class Bench {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.of(
            "work", Bench::work,
            "rules", orders -> RuleBench.main(new String[0]),
            "archive", Bench::archive,
            "ingest", Ingest::measure,
            "start", Start::measure,
            "deploy", Deploy::measure,
            "door", orders -> DoorBench.measure(orders.folder(), orders.rounds()),
            "day", DemoDay::measure,
            "watch", Watch::measure));

    private Bench() {}

    /**
     * What is to be measured, and how long.
     *
     * @param folder empty, on the disk that is to be judged; deleted afterwards
     * @param seconds of each measurement, where it is one of time
     * @param rounds how often, where it is done again and again
     */
    record Orders(Path folder, int seconds, int rounds) {}

    /** A benchmark prints what it measured; it throws where what it measured is wrong, not where it is slow. */
    interface Benchmark {
        void measure(Orders orders) throws Exception;
    }

    public static void main(String[] words) throws Exception {
        Benchmark benchmark = words.length < 2 ? null : ALL.get(words[0]);
        if (benchmark == null) {
            System.err.println("Bench <name> <folder> [seconds] [rounds], the names being " + ALL.keySet());
            System.exit(2);
        }
        Path parent = Files.createDirectories(Path.of(words[1])).toRealPath();
        Path folder = Files.createTempDirectory(parent, words[0]);
        try {
            benchmark.measure(new Orders(folder, number(words, 2, 20), number(words, 3, 3)));
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void archive(Orders orders) throws Exception {
        ArchiveBench.measure(orders.folder().resolve("alone"), orders.rounds());
        CatchUp.measure(orders);
    }

    private static void work(Orders orders) throws Exception {
        Table.tune(orders.folder());
        WorkBench.measure(orders.folder(), orders.rounds());
    }

    static void say(String text, Object... values) {
        System.out.printf(text + "%n", values);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int last = sorted.length - 1;
        return (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static int number(String[] words, int at, int otherwise) {
        return words.length > at && !words[at].isBlank() ? Integer.parseInt(words[at]) : otherwise;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
