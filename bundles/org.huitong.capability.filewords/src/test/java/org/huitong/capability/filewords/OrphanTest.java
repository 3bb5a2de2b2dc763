// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.huitong.kit.process.Gone;
import org.huitong.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hub leaves behind that is killed while a file is read whose reader does not come back. */
class OrphanTest {
    @TempDir
    Path folder;

    private Process hub;
    private BufferedReader said;
    private ProcessHandle reader;
    private Path bench;

    /** The hub, which only has a file read. */
    static final class Hub {
        private Hub() {}

        public static void main(String[] folder) throws Exception {
            FileWordsDesk.Limits limits = new FileWordsDesk.Limits(30_000_000, 1_000, Duration.ofMinutes(10), 128);
            ReadingProcess process = ReadingProcess.start(workshop(Path.of(folder[0])), limits);
            process.awaitBegin();
            System.out.println(process.pid());
            System.out.println(process.bench());
            try {
                process.read(new ByteArrayInputStream(WorstParser.loops()));
            } catch (Gone gone) {
                System.out.println("gone");
            }
            Thread.currentThread().join();
        }
    }

    private static Workshop workshop(Path folder) {
        return new Workshop(System.getProperty("java.class.path"), folder);
    }

    @BeforeEach
    void aFileIsBeingRead() throws IOException {
        hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hub.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        said = new BufferedReader(new InputStreamReader(hub.getInputStream(), StandardCharsets.UTF_8));
        reader = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        bench = Path.of(said.readLine());
        Eventually.until("its reader loops", () -> Files.exists(bench.resolve("laid")));
    }

    @AfterEach
    void end() {
        hub.destroyForcibly();
        reader.destroyForcibly();
        new Bench(bench).close();
    }

    @Test
    void itsProcessEndsAndClearsItsBench() {
        hub.destroyForcibly();
        Eventually.until("it has ended", () -> !reader.isAlive());
        assertThat(bench).doesNotExist();
    }

    @Test
    void itsBenchIsClearedByTheNextHubAndByNoneBefore() throws IOException {
        reader.destroyForcibly();
        assertThat(said.readLine()).isEqualTo("gone");
        workshop(folder).benches().clear();
        assertThat(bench.resolve("laid")).exists();
        hub.destroyForcibly().onExit().join();
        workshop(folder).benches().clear();
        assertThat(bench).doesNotExist();
    }

    @Test
    void whatSomebodyElseLaidThereIsLeftAlone() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(mine.resolve("kept"), "");
        Path link = bench.resolveSibling("huitong-reading-link-" + hub.pid());
        Files.createSymbolicLink(link, mine);
        try {
            workshop(folder).benches().clear();
            assertThat(mine.resolve("kept")).exists();
            assertThat(mine.resolve("held")).doesNotExist();
        } finally {
            Files.delete(link);
        }
    }
}
