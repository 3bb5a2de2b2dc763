// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The hub's log, the newest lines first: of the file that is written, then of those that were rolled away beside it. */
@Component(service = LogBook.class)
public final class LogBook {
    private static final String NAME = "huitong.log";
    /** So many files are looked through for one answer; who wants more asks on. */
    private static final int MOST_SHEETS = 4;

    private final Path folder;

    @Activate
    public LogBook(BundleContext context) {
        this(Path.of(Optional.ofNullable(context.getProperty("huitong.logs")).orElse("logs")));
    }

    public LogBook(Path folder) {
        this.folder = folder;
    }

    /**
     * A place in the log.
     *
     * @param sheet the rolled file; empty for the one that is written
     */
    record Place(String sheet, long at) {
        static final Place END = new Place("", Long.MAX_VALUE);
        private static final Pattern WORD = Pattern.compile("(?:(\\d{4}-\\d\\d-\\d\\d\\.\\d{1,6})_)?(\\d{1,19})");

        static Optional<Place> of(String word) {
            Matcher form = WORD.matcher(word);
            try {
                return form.matches()
                        ? Optional.of(
                                new Place(form.group(1) == null ? "" : form.group(1), Long.parseLong(form.group(2))))
                        : Optional.empty();
            } catch (NumberFormatException tooLarge) {
                return Optional.empty();
            }
        }

        String word() {
            return sheet.isEmpty() ? Long.toString(at) : sheet + "_" + at;
        }
    }

    /**
     * Lines, the newest first.
     *
     * @param next where to go on from for older ones; empty where there are none
     */
    record Stretch(List<LogLine> lines, Optional<Place> next) {}

    /** Those between the two moments, the oldest first; where there are more, the newest of them. */
    public List<LogLine> between(Instant from, Instant to, Predicate<LogLine> wanted, int most) {
        List<LogLine> lines = new ArrayList<>();
        Optional<Place> next = Optional.of(Place.END);
        while (next.isPresent() && lines.size() < most) {
            Stretch stretch = read(
                    next.get(), line -> !line.at().isAfter(to) && wanted.test(line), most - lines.size(), from, to);
            lines.addAll(stretch.lines());
            next = stretch.next();
        }
        Collections.reverse(lines);
        return lines;
    }

    Stretch newest(Place before, Predicate<LogLine> wanted, int most) {
        return read(before, wanted, most, Instant.EPOCH, Instant.MAX);
    }

    private Stretch read(Place before, Predicate<LogLine> wanted, int most, Instant from, Instant to) {
        try {
            List<LogLine> lines = new ArrayList<>();
            long at = before.at();
            int looked = 0;
            for (Named sheet : sheets(before.sheet(), from, to)) {
                if (lines.size() >= most || looked++ == MOST_SHEETS) {
                    return new Stretch(lines, Optional.of(new Place(sheet.word(), Long.MAX_VALUE)));
                }
                Sheet.Part part = sheet.sheet().before(at, wanted, most - lines.size(), from);
                lines.addAll(part.lines());
                if (part.past()) {
                    break;
                }
                if (part.goesOn().isPresent()) {
                    return new Stretch(
                            lines,
                            Optional.of(new Place(sheet.word(), part.goesOn().getAsLong())));
                }
                at = Long.MAX_VALUE;
            }
            return new Stretch(lines, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be read", e);
        }
    }

    private record Named(String word, Sheet sheet) {}

    /** From that one on to older ones; not those of other days than the moments are of, in whatever zone the log is written. */
    private List<Named> sheets(String first, Instant from, Instant to) throws IOException {
        List<Named> sheets = new ArrayList<>();
        Path open = folder.resolve(NAME);
        if (first.isEmpty() && Files.isReadable(open)) {
            sheets.add(new Named("", new OpenSheet(open)));
        }
        if (Files.isDirectory(folder)) {
            LocalDate earliest = day(from).minusDays(1);
            LocalDate latest = day(to).plusDays(1);
            RolledSheet.of(folder).stream()
                    .filter(sheet -> first.isEmpty() || !sheet.isNewerThan(first))
                    .filter(sheet ->
                            !sheet.day().isBefore(earliest) && !sheet.day().isAfter(latest))
                    .map(sheet -> new Named(sheet.word(), sheet))
                    .forEach(sheets::add);
        }
        return sheets;
    }

    private static LocalDate day(Instant moment) {
        return moment.equals(Instant.MAX) ? LocalDate.MAX.minusDays(1) : LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
