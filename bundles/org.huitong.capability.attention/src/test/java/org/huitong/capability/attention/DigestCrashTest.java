// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.huitong.api.message.MessageKey;
import org.huitong.capability.attention.FourDays.Happening;
import org.huitong.capability.attention.FourDays.What;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.Eventually;
import org.huitong.testkit.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four days of a firm of 200 people in a process that is killed three times, while its clock leaps and alarms ring twice:
 * in the end everybody was told what the model says, each once. {@code -Dhuitong.crash.seed} repeats a run, and
 * {@code -Dhuitong.crash.kills} ends the process oftener; see {@link FourDays} for the long form.
 */
class DigestCrashTest {
    private static final int KILLS = Integer.getInteger("huitong.crash.kills", 3);
    /** The long form takes its time: 10,000 people, 30 days. */
    private static final Duration LIMIT = Duration.ofMinutes(Integer.getInteger("huitong.crash.minutes", 5));

    private static final long SEED = Long.getLong("huitong.crash.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void everybodyIsToldOnceThoughTheProcessIsKilled() throws Exception {
        System.out.println("Digests are killed with seed " + SEED);
        Random random = new Random(SEED);
        FourDays days = FourDays.of(SEED);
        int each = days.happenings().size() / (KILLS + 1);
        for (int kill = 0; kill < KILLS; kill++) {
            int place = kill * each + each / 2 + random.nextInt(each);
            Process process = start();
            try {
                Eventually.until(
                        LIMIT, "it has come as far as " + place, () -> progress() >= place || !process.isAlive());
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(40)).toNanos());
                assertThat(process.isAlive()).as(() -> log()).isTrue();
            } finally {
                process.destroyForcibly().onExit().join();
            }
        }
        Process last = start();
        assertThat(last.onExit()
                        .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .join()
                        .exitValue())
                .as(() -> log())
                .isZero();
        assertThat(progress()).isEqualTo(days.happenings().size());

        TellingModel model = model(days);
        Map<String, Long> numbers = numbers(days);
        Map<String, List<Set<Long>>> digests = new HashMap<>();
        List<String> pushes = new ArrayList<>();
        Set<String> windows = new HashSet<>();
        try (DerbyStore store = DerbyStore.at(folder.resolve("db"))) {
            store.read(connection -> {
                for (Telling telling : NoticeShelf.tellings(connection, "1 = 1", List.of(), Integer.MAX_VALUE)) {
                    if (telling.kind().equals(Telling.DIGEST)) {
                        assertThat(windows.add(telling.person() + telling.endsAt()))
                                .isTrue();
                    } else {
                        pushes.add(telling.at() + " " + telling.person());
                    }
                }
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT person, messages FROM kept_letter"
                                + " WHERE letter_key LIKE 'digest:%' ORDER BY number")) {
                    while (row.next()) {
                        Set<Long> told = List.of(row.getString(2).split(" ")).stream()
                                .map(numbers::get)
                                .collect(Collectors.toCollection(TreeSet::new));
                        digests.computeIfAbsent(row.getString(1), p -> new ArrayList<>())
                                .add(told);
                    }
                }
                return null;
            });
        }
        for (Map.Entry<String, List<Set<Long>>> one : model.digests().entrySet()) {
            assertThat(digests.get(one.getKey())).as(one.getKey() + " " + SEED).isEqualTo(one.getValue());
        }
        assertThat(digests).hasSize(1 + FourDays.DEPARTMENTS * FourDays.EACH).isEqualTo(model.digests());
        assertThat(windows)
                .hasSize(digests.values().stream().mapToInt(List::size).sum());
        assertThat(pushes).hasSizeGreaterThan(20).containsExactlyInAnyOrderElementsOf(model.pushes());
        System.out.println("Digests: " + windows.size() + ", pushes " + pushes.size() + ", killed " + KILLS + " times");
    }

    /** The number of each message, by the hub's id of it. */
    private static Map<String, Long> numbers(FourDays days) {
        return LongStream.rangeClosed(1, days.happenings().size())
                .boxed()
                .collect(Collectors.toMap(
                        number -> new MessageKey("test", "tenant", "m" + number)
                                .id()
                                .value(),
                        number -> number));
    }

    private static TellingModel model(FourDays days) {
        Firm firm = new Firm(FourDays.DEPARTMENTS, FourDays.EACH);
        TellingModel model = new TellingModel(FourDays.BEGIN, new TestClock().zone(), person -> "PT2H 08:00 20:00");
        long seq = 0;
        for (Happening one : days.happenings()) {
            seq++;
            model.until(one.at());
            switch (one.what()) {
                case SAID, URGENT -> {
                    String by = Firm.person(one.department(), one.by());
                    Set<String> readers = new TreeSet<>(firm.members(one.department()));
                    readers.add("p0");
                    readers.remove(by);
                    model.said(seq, readers);
                    if (one.what() == What.URGENT) {
                        String head = Firm.person(one.department(), 0);
                        model.pushed(seq, List.of(head, head, "p0", "p0"));
                    }
                }
                case KNOWN -> model.acknowledged();
                case LEAP_AHEAD -> model.leap(FourDays.AGAIN);
                case GO_BACK -> model.back(FourDays.BACK);
                case RUNG_TWICE -> {
                    // Nobody is told for it.
                }
            }
        }
        model.until(FourDays.END);
        return model;
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dderby.stream.error.file=/dev/null",
                        "-Dhuitong.crash.departments=" + FourDays.DEPARTMENTS,
                        "-Dhuitong.crash.each=" + FourDays.EACH,
                        "-Dhuitong.crash.days=" + FourDays.BEGIN.until(FourDays.END, ChronoUnit.DAYS),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TellingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(SEED))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private int progress() {
        try {
            Path file = folder.resolve(TellingProcess.PROGRESS);
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
