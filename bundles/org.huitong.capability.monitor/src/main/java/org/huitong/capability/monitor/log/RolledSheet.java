// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file that was rolled away, as {@code conf/logback.xml} names it: {@code huitong.2026-03-11.0.log.gz}. It is packed, and
 * so read from its beginning to the place that is asked for, which is the number of a line.
 *
 * @param number the how manieth of its day
 */
record RolledSheet(Path file, LocalDate day, int number) implements Sheet {
    private static final Pattern NAME = Pattern.compile("huitong\\.(\\d{4}-\\d\\d-\\d\\d)\\.(\\d{1,6})\\.log\\.gz");

    /** Those of a folder, the newest first. */
    static List<RolledSheet> of(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> named(file).stream())
                    .sorted(Comparator.comparing(RolledSheet::day)
                            .thenComparing(RolledSheet::number)
                            .reversed())
                    .toList();
        }
    }

    private static Optional<RolledSheet> named(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RolledSheet(file, LocalDate.parse(name.group(1)), Integer.parseInt(name.group(2))));
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** As a place names it. */
    String word() {
        return day + "." + number;
    }

    boolean isNewerThan(String word) {
        int dot = word.indexOf('.');
        int days = day.toString().compareTo(word.substring(0, dot));
        return days > 0 || days == 0 && number > Integer.parseInt(word.substring(dot + 1));
    }

    private record Hit(LogLine line, long at) {}

    @Override
    public Part before(long before, Predicate<LogLine> wanted, int most, Instant from) throws IOException {
        Deque<Hit> hits = new ArrayDeque<>();
        boolean past = false;
        boolean more = false;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String text;
            for (long at = 0; at < before && (text = lines.readLine()) != null; at++) {
                Optional<LogLine> line = LogLine.of(text);
                if (line.filter(one -> one.at().isBefore(from)).isPresent()) {
                    past = true;
                } else if (line.filter(wanted).isPresent()) {
                    hits.add(new Hit(line.get(), at));
                }
                if (hits.size() > most) {
                    hits.removeFirst();
                    more = true;
                }
            }
        } catch (EOFException | ZipException cutOff) {
            // The process was killed while it packed: what can be read of the file is all that there is.
        }
        List<LogLine> found = new ArrayList<>(hits.stream().map(Hit::line).toList());
        Collections.reverse(found);
        return new Part(found, more ? OptionalLong.of(hits.getFirst().at()) : OptionalLong.empty(), past && !more);
    }
}
