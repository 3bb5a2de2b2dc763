// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.capability.monitor.Scene;
import org.huitong.capability.monitor.Settings;
import org.huitong.capability.monitor.Station;
import org.huitong.capability.monitor.Watch;
import org.huitong.capability.monitor.gauge.Grain;
import org.huitong.capability.monitor.gauge.History;
import org.huitong.capability.monitor.incident.Incident;
import org.huitong.testkit.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hub that watches is killed three times: somewhere in the evening; the next morning, where it was away when its report
 * was due and comes an hour late, in the midst of writing it; and as soon as it is written. The day has one report and one
 * letter, and what stands in it is what came, counted here. {@code -Dhuitong.crash.seed} repeats a run.
 */
class DailyReportKilledTest {
    private static final long SEED = Long.getLong("huitong.crash.seed", System.nanoTime());
    private static final LocalDate DAY = LocalDate.parse("2026-03-11");
    private static final Instant EVENING = Station.at("2026-03-11T20:00");
    private static final Instant MIDNIGHT = Station.at("2026-03-12T00:00");
    private static final byte[] KEY = new byte[32];
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void theDayHasOneReportAndItIsTrue() throws Exception {
        System.out.println("The daily report is killed with seed " + SEED);
        Instant first = EVENING.plus(MINUTE.multipliedBy(5 + new Random(SEED).nextInt(200)));
        killed("1", EVENING, "", () -> Files.exists(folder.resolve("now")) && !now().isBefore(first));
        Instant begin = now().plus(MINUTE.multipliedBy(2));
        killed("2", begin, "written", () -> Files.exists(folder.resolve("stands")));
        killed("3", Station.at("2026-03-12T09:05"), "kept", () -> Files.exists(folder.resolve("stands")));
        Process last = life("4", Station.at("2026-03-12T09:15"), "");
        Eventually.until(Duration.ofMinutes(2), "noon has come", () -> !now().isBefore(Station.at("2026-03-12T12:00")));
        last.destroyForcibly().onExit().join();

        try (Station station = Station.derby(folder, KEY)) {
            assertThat(column(station, "SELECT report_day FROM monitor_report")).containsExactly(DAY.toString());
            assertThat(column(station, "SELECT what FROM told_daily")).containsExactly("【平台运行日报】" + DAY);
            List<Instant> looked = looked(station);
            Map<String, String> report = new HashMap<>();
            station.store
                    .read(c -> station.book.read(c, DAY))
                    .orElseThrow()
                    .forEach(line -> report.put(
                            line.section().zh() + " " + line.item().zh(),
                            line.value().toPlainString()));
            assertThat(report)
                    .containsEntry("消息接入 新消息", Long.toString(brought(new TreeSet<>(looked))))
                    .containsEntry("监控 已测量的分钟数", Integer.toString(looked.size()))
                    .containsEntry("问题 新增", "1")
                    .containsEntry("投诉 当日收到", "1");
        }
    }

    /** The minutes of the day in which somebody looked. */
    private static List<Instant> looked(Station station) {
        return station
                .store
                .read(c -> new History(station.clock.zone()).of(c, "complaints", Grain.MINUTE, Instant.EPOCH))
                .stream()
                .map(History.Stretch::begins)
                .filter(MIDNIGHT::isAfter)
                .toList();
    }

    /** What each life brought until it looked for the last time. */
    private long brought(NavigableSet<Instant> looked) throws IOException {
        Map<String, List<String[]>> lives = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("brought"))) {
            String[] parts = line.split(" ");
            lives.computeIfAbsent(parts[0], life -> new ArrayList<>()).add(parts);
        }
        long all = 0;
        for (List<String[]> life : lives.values()) {
            Instant end = Instant.parse(life.get(life.size() - 1)[1]);
            Instant last = Optional.ofNullable(looked.floor(end)).orElse(Instant.MIN);
            for (String[] minute : life) {
                Instant at = Instant.parse(minute[1]);
                all += at.isAfter(last) || !at.isBefore(MIDNIGHT) ? 0 : Long.parseLong(minute[2]);
            }
        }
        return all;
    }

    private static List<String> column(Station station, String sql) {
        return station.store.read(connection -> {
            List<String> all = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    all.add(row.getString(1));
                }
            }
            return all;
        });
    }

    private void killed(String life, Instant begin, String stopping, BooleanSupplier moment) throws IOException {
        Files.deleteIfExists(folder.resolve("stands"));
        Process process = life(life, begin, stopping);
        Eventually.until(Duration.ofMinutes(2), "life " + life + " is where it is killed", () -> {
            if (!process.isAlive()) {
                throw new AssertionError(read(life + ".log"));
            }
            return moment.getAsBoolean();
        });
        process.destroyForcibly().onExit().join();
    }

    private Process life(String life, Instant begin, String stopping) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        folder.toString(),
                        life,
                        begin.toString(),
                        stopping)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(life + ".log").toFile())
                .start();
    }

    private Instant now() {
        return Instant.parse(read("now"));
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is killed: it goes from minute to minute, as fast as it can. */
    static final class Victim {
        private final Path folder;
        private final String life;
        private final Station station;
        private long messages;

        private Victim(Path folder, String life, Instant begin) {
            this.folder = folder;
            this.life = life;
            this.station = Station.derby(folder, KEY);
            station.clock.set(begin);
        }

        public static void main(String[] words) throws IOException {
            new Victim(Path.of(words[0]), words[1], Instant.parse(words[2])).live(words[3]);
        }

        private void live(String stopping) throws IOException {
            station.accounts.add(Scene.account("sales", true, Map.of()));
            station.ringer.with(Watch.NAME, station.watch(station.clock.instant()));
            DailyReport report = new DailyReport(
                    station.book,
                    station.letters,
                    station.alarms,
                    station.clock,
                    Settings.of(Map.of("reportTo", "person:p1")));
            station.ringer.with(DailyReport.NAME, (transaction, ring) -> {
                int before = station.outbox.lines().size();
                var after = report.ring(transaction, ring);
                for (String line : station.outbox
                        .lines()
                        .subList(before, station.outbox.lines().size())) {
                    try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO told_daily VALUES (?)")) {
                        insert.setString(1, line.substring(line.indexOf(' ') + 1));
                        insert.executeUpdate();
                    }
                }
                if (stopping.equals("written")) {
                    stand();
                }
                return after;
            });
            if (life.equals("1")) {
                station.store.write(c -> {
                    try (Statement statement = c.createStatement()) {
                        return statement.execute("CREATE TABLE told_daily (what VARCHAR(200))");
                    }
                });
                station.complaints.put(Station.WANG, "慢");
                station.incidents.open(Incident.Words.titled("断网"), Doer.of(Station.WANG));
            }
            while (true) {
                minute();
                if (stopping.equals("kept")
                        && !column(station, "SELECT what FROM told_daily").isEmpty()) {
                    stand();
                }
            }
        }

        private void minute() throws IOException {
            Instant next = station.clock.instant().plus(MINUTE);
            // The clock of a machine that sleeps from midnight on, until an hour after the report was due.
            Instant now = next.equals(MIDNIGHT.plus(MINUTE)) ? Station.at("2026-03-12T09:00") : next;
            station.clock.set(now);
            long fresh = 1 + now.getEpochSecond() / 60 % 7;
            messages += fresh;
            Files.writeString(
                    folder.resolve("brought"),
                    life + " " + now + " " + fresh + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            station.accounts.set(0, Scene.account("sales", true, Map.of(), messages, 0, 0));
            station.ringer.ringAll(station.clock.instant());
            Path part = Files.writeString(folder.resolve("now.part"), now.toString());
            Files.move(part, folder.resolve("now"), StandardCopyOption.ATOMIC_MOVE);
        }

        private void stand() {
            try {
                Files.writeString(folder.resolve("stands"), life);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            while (true) {
                LockSupport.park();
            }
        }
    }
}
