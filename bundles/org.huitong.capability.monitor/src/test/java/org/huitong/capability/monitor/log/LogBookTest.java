// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.huitong.api.web.Problem;
import org.huitong.capability.monitor.log.LogBook.Place;
import org.huitong.capability.monitor.log.LogBook.Stretch;
import org.huitong.capability.monitor.log.LogResource.LineJson;
import org.huitong.capability.monitor.log.LogResource.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBookTest {
    private static final Instant NINE = Instant.parse("2026-03-11T01:00:00Z");

    @TempDir
    Path folder;

    @Test
    void readsItsLinesAndWhatTheyNameAndNoTraces() {
        LogLine line = LogLine.of(
                        "2026-03-11T09:00:00.123+08:00 WARN  [huitong-outbox-1] org.huitong.outbox.Errand - A call"
                                + " did not come through connector=dingtalk~sales phase=send status=429 code=88 request=ab-1")
                .orElseThrow();
        assertThat(line.at()).isEqualTo(NINE.plusMillis(123));
        assertThat(line.level()).isEqualTo("WARN");
        assertThat(line.keys())
                .isEqualTo(Map.of(
                        "connector",
                        "dingtalk~sales",
                        "phase",
                        "send",
                        "status",
                        "429",
                        "code",
                        "88",
                        "request",
                        "ab-1"));
        assertThat(line.isOf("dingtalk/sales")).isTrue();
        assertThat(line.isOf("dingtalk/front")).isFalse();
        assertThat(LogLine.of("\tat org.huitong.Some.thing(Some.java:1)")).isEmpty();
        assertThat(LogLine.of("2026-13-99T09:00:00.123+08:00 WARN [x] y - z")).isEmpty();
    }

    @Test
    void theNewestComeFirstAndNoneIsLostOrToldTwiceOverManyPages() throws IOException {
        LogBook book = book(20_000);
        List<String> read = new ArrayList<>();
        Optional<Place> before = Optional.of(Place.END);
        while (before.isPresent()) {
            Stretch stretch = book.newest(before.get(), line -> line.text().contains("odd"), 137);
            stretch.lines().forEach(line -> read.add(line.keys().get("number")));
            before = stretch.next().flatMap(next -> Place.of(next.word()));
        }
        List<String> all = new ArrayList<>();
        for (int i = 19_999; i >= 0; i -= 2) {
            all.add(Integer.toString(i));
        }
        assertThat(read).isEqualTo(all);
    }

    @Test
    void aStretchOfTimeIsToldInItsOrder() throws IOException {
        List<LogLine> lines = book(5_000).between(NINE.plusSeconds(100), NINE.plusSeconds(102), line -> true, 100);
        assertThat(lines).extracting(line -> line.keys().get("number")).containsExactly("100", "101", "102");
    }

    @Test
    void whatWasRolledAwayFollowsDayByDayAndNoneIsLostOrToldTwice() throws IOException {
        LogBook book = book(100);
        for (int day = 1; day <= 9; day++) {
            for (int number : day == 5 ? new int[] {0, 1, 2, 9, 10} : new int[] {0}) {
                roll("2026-03-0" + day, number, 40);
            }
        }
        Files.writeString(folder.resolve("huitong.2026-02-31.0.log.gz"), "no such day");
        Files.writeString(folder.resolve("huitong.2026-03-01.0.log123.tmp"), "not packed yet");
        List<String> read = new ArrayList<>();
        Optional<Place> before = Optional.of(Place.END);
        while (before.isPresent()) {
            Stretch stretch = book.newest(before.get(), line -> true, 33);
            assertThat(stretch.lines()).hasSizeLessThanOrEqualTo(33);
            stretch.lines().forEach(line -> read.add(line.keys().get("number")));
            before = stretch.next().flatMap(next -> Place.of(next.word()));
        }
        List<String> all = new ArrayList<>();
        for (int i = 99; i >= 0; i--) {
            all.add(Integer.toString(i));
        }
        for (int day = 9; day >= 1; day--) {
            for (int number : day == 5 ? new int[] {10, 9, 2, 1, 0} : new int[] {0}) {
                for (int i = 39; i >= 0; i--) {
                    all.add("2026-03-0" + day + "." + number + "." + i);
                }
            }
        }
        assertThat(read).isEqualTo(all);
        Instant then = Instant.parse("2026-03-04T00:00:10Z");
        assertThat(book.between(then, then.plusSeconds(2), line -> true, 100))
                .extracting(line -> line.keys().get("number"))
                .containsExactly("2026-03-04.0.10", "2026-03-04.0.11", "2026-03-04.0.12");
        assertThat(book.between(then, then.plus(Duration.ofDays(2)), line -> true, 7))
                .extracting(line -> line.keys().get("number"))
                .as("the newest of them")
                .containsExactly(
                        "2026-03-06.0.4",
                        "2026-03-06.0.5",
                        "2026-03-06.0.6",
                        "2026-03-06.0.7",
                        "2026-03-06.0.8",
                        "2026-03-06.0.9",
                        "2026-03-06.0.10");
    }

    @Test
    void ofAFileThatWasCutOffWhatCanBeReadIsTold() throws IOException {
        roll("2026-03-01", 0, 2_000);
        Path file = folder.resolve("huitong.2026-03-01.0.log.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(new LogBook(folder).newest(Place.END, line -> true, 500).lines())
                .hasSize(500);
    }

    private void roll(String day, int number, int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        Instant begin = Instant.parse(day + "T00:00:00Z");
        for (int i = 0; i < lines; i++) {
            text.append(begin.plusSeconds(i).toString().replace("Z", ".000Z"))
                    .append(" INFO  [t] org.huitong.Even - Even 一行 number=" + day + "." + number + "." + i + "\n");
        }
        Path file = folder.resolve("huitong." + day + "." + number + ".log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theApiFiltersByAccountMessageLevelAndWord() throws IOException {
        LogResource log = new LogResource(book(10));
        assertThat(numbers(log.lines("echo/front", null, null, null, null, null, "3")))
                .containsExactly("8", "6", "4");
        assertThat(numbers(log.lines(null, "m-7", null, null, null, null, null)))
                .containsExactly("7");
        assertThat(numbers(log.lines(null, null, null, "warn", "ODD", null, null)))
                .containsExactly("9", "7", "5", "3", "1");
        assertThat(log.lines(null, null, "nowhere", null, null, null, null).items())
                .isEmpty();
        assertThatThrownBy(() -> log.lines(null, null, null, "loud", null, null, null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> log.lines(null, null, null, null, null, "-1", null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> log.lines(null, null, null, null, null, "../2026-03-01.0_1", null))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> log.lines(null, null, null, null, null, null, "501"))
                .isInstanceOf(Problem.class);
        assertThat(new LogResource(new LogBook(folder.resolve("none")))
                        .lines(null, null, null, null, null, null, null)
                        .next())
                .isEqualTo(Optional.empty());
    }

    private static List<String> numbers(Lines lines) {
        return lines.items().stream()
                .map(LineJson::keys)
                .map(k -> k.get("number"))
                .toList();
    }

    /** A line a second, with a trace below every odd one. */
    private LogBook book(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            boolean odd = i % 2 == 1;
            text.append(NINE.plus(Duration.ofSeconds(i)).toString().replace("Z", ".000Z"))
                    .append(odd ? " WARN  [t] org.huitong.Odd - An odd one" : " INFO  [t] org.huitong.Even - Even")
                    .append(" 一行 number=" + i + " message=m-" + i + (odd ? "" : " connector=echo~front") + "\n");
            if (odd) {
                text.append("java.lang.IllegalStateException: odd\n\tat org.huitong.Odd.one(Odd.java:1)\n");
            }
        }
        Files.writeString(folder.resolve("huitong.log"), text);
        return new LogBook(folder);
    }
}
