// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed in the middle of sending, while its connector is exchanged again and again. */
class KilledTest {
    private static final int KILLS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void losesNothingAndSendsNothingTwiceButUnderItsKey(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        Random dice = new Random(seed);
        try (EchoPlatform platform = new EchoPlatform()) {
            // Slow enough that some are always under way.
            platform.behaviour = letter -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                return EchoPlatform.What.TAKE;
            };
            for (int kill = 1; kill <= KILLS; kill++) {
                Process process = start(folder, platform);
                try {
                    sends(process, platform, platform.got.size() + 5 + dice.nextInt(20));
                    assertThat(process.isAlive())
                            .as("killed while it sends, seed " + seed + ": " + log(folder))
                            .isTrue();
                } finally {
                    process.destroyForcibly().waitFor();
                }
            }
            Process last = start(folder, platform);
            try {
                assertThat(last.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .as(() -> log(folder))
                        .isTrue();
            } finally {
                last.destroyForcibly().waitFor();
            }
            assertThat(last.exitValue()).isZero();

            List<String> expected = IntStream.range(0, SendingProcess.LETTERS)
                    .mapToObj(i -> "第" + i + "封")
                    .toList();
            assertThat(platform.texts()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(new HashSet<>(platform.attempts)).hasSize(SendingProcess.LETTERS);
            System.out.println("killed " + KILLS + " times: " + SendingProcess.LETTERS + " letters, "
                    + platform.attempts.size() + " attempts, "
                    + (platform.attempts.size() - SendingProcess.LETTERS) + " went again under their key");
        }
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process of its own takes its time to begin on a busy machine. */
    private static void sends(Process process, EchoPlatform platform, int enough) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (platform.got.size() < enough && process.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(platform.got.size()).isGreaterThanOrEqualTo(enough);
    }

    private static Process start(Path folder, EchoPlatform platform) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendingProcess.class.getName(),
                        folder.resolve("db").toString(),
                        platform.address())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }
}
