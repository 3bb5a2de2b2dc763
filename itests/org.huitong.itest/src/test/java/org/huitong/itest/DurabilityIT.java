// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a kill cannot show, since the kernel outlives it: that an answer is given only after the disk has the message.
 * The kernel's own record of the hub's calls is read, under load from three platforms.
 */
class DurabilityIT {
    /** O_DSYNC of Linux: a write returns when its bytes are on the disk. */
    private static final int SYNCED = 0x1000;

    @TempDir
    private Path folder;

    @Test
    void everyAnswerComesAfterASyncedWriteOfTheLog() throws IOException {
        assumeTrue(canTrace(), "strace is not there, or may not look: what it would show is not shown");
        HubProcess hub = new HubProcess(folder);
        Pushing pushing = new Pushing(hub, folder).register();
        Path record = folder.resolve("calls.txt");
        try (hub) {
            hub.start();
            pushing.prepare();
            Process strace = attach(hub, record);
            pushing.patient().begin(Duration.ofSeconds(2), 200);
            long repeated = pushing.end("200", "503").get("repeated").asLong();
            assertThat(flagsOfTheLog(hub)).isNotEmpty().allMatch(flags -> (flags & SYNCED) != 0);
            String writer = writerOf(hub);
            strace.destroy();
            strace.onExit().join();
            pushing.check();
            SystemCalls calls = SystemCalls.read(record, writer);
            System.out.println("Durability: " + calls.answers() + " answers, " + calls.batches()
                    + " synced writes of the log by its writer, "
                    + calls.carried() + " answers on another thread's write, "
                    + calls.early().size() + " without one between call and answer, "
                    + repeated + " pushed again");
            assertThat(calls.answers()).isPositive();
            // What is pushed again stands on the disk already: its answer waits for nothing.
            assertThat(calls.early()).hasSizeLessThanOrEqualTo((int) repeated);
            // Were the writer's commits not synced, most answers would stand on somebody else's write.
            assertThat(calls.carried()).isLessThanOrEqualTo(calls.answers() / 10);
        }
    }

    private static boolean canTrace() {
        try {
            return new ProcessBuilder("strace", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns when every thread of the hub is looked at; later ones are by themselves. A thread that is born while strace
     * goes through the list is overlooked for ever, and what it writes of the log with it: then strace begins anew.
     */
    private static Process attach(HubProcess hub, Path record) throws IOException {
        while (true) {
            Process strace = attachOnce(hub, record);
            if (everyThreadIsLookedAt(hub)) {
                return strace;
            }
            strace.destroy();
            strace.onExit().join();
        }
    }

    private static boolean everyThreadIsLookedAt(HubProcess hub) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(hub.pid()), "task"))) {
            // Of one that has ended meanwhile there is nothing to read.
            return threads.map(thread -> read(thread.resolve("status")))
                    .noneMatch(status -> status.contains("TracerPid:\t0\n"));
        }
    }

    private static Process attachOnce(HubProcess hub, Path record) throws IOException {
        Path said = record.resolveSibling("strace.txt");
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-yy",
                        "-s",
                        "16",
                        "-e",
                        "trace=read,write,writev,pwrite64",
                        "-o",
                        record.toString(),
                        "-p",
                        Long.toString(hub.pid()))
                .redirectError(said.toFile())
                .start();
        Eventually.until("strace looks on", () -> read(said).contains("attached"));
        return strace;
    }

    private static List<Integer> flagsOfTheLog(HubProcess hub) throws IOException {
        List<Integer> flags = new ArrayList<>();
        Path process = Path.of("/proc", Long.toString(hub.pid()));
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            for (Path fd : open.toList()) {
                if (isLog(fd)) {
                    flags.add(Files.readAllLines(process.resolve("fdinfo").resolve(fd.getFileName())).stream()
                            .filter(line -> line.startsWith("flags:"))
                            .map(line -> Integer.parseInt(line.replaceAll("\\D", ""), 8))
                            .findFirst()
                            .orElseThrow());
                }
            }
        }
        return flags;
    }

    private static boolean isLog(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString().matches(".*/log/log\\d+\\.dat");
        } catch (IOException closedInTheMeantime) {
            return false;
        }
    }

    /** The kernel's number of the thread that writes the log. */
    private static String writerOf(HubProcess hub) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(hub.pid()), "task"))) {
            return threads.filter(thread -> name(thread).equals("huitong-journal"))
                    .map(thread -> thread.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path thread) {
        return read(thread.resolve("comm")).strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notThere) {
            return "";
        }
    }
}
