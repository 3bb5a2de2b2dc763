// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The hub's log of today, read from its end: the newest lines first. What was rolled away is in the folder beside it, for
 * who has the server.
 */
@Component(service = LogBook.class)
public final class LogBook {
    private static final int BLOCK = 256 * 1024;
    /** So much is looked through for one answer; who wants more asks on. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Path file;

    @Activate
    public LogBook(BundleContext context) {
        this(Path.of(Optional.ofNullable(context.getProperty("huitong.logs")).orElse("logs"))
                .resolve("huitong.log"));
    }

    LogBook(Path file) {
        this.file = file;
    }

    /**
     * Lines, the newest first.
     *
     * @param next where to go on from for older ones; empty where there are none
     */
    record Stretch(List<LogLine> lines, OptionalLong next) {}

    /** Those between the two moments, the oldest first. */
    List<LogLine> between(Instant from, Instant to, Predicate<LogLine> wanted, int most) {
        List<LogLine> lines = new ArrayList<>(
                read(OptionalLong.empty(), line -> !line.at().isAfter(to) && wanted.test(line), most, from)
                        .lines());
        java.util.Collections.reverse(lines);
        return lines;
    }

    /** @param before where an earlier stretch said that it goes on */
    Stretch newest(OptionalLong before, Predicate<LogLine> wanted, int most) {
        return read(before, wanted, most, Instant.EPOCH);
    }

    private Stretch read(OptionalLong before, Predicate<LogLine> wanted, int most, Instant from) {
        if (!Files.isReadable(file)) {
            return new Stretch(List.of(), OptionalLong.empty());
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            return new Backwards(log, Math.min(before.orElse(Long.MAX_VALUE), log.length())).read(wanted, most, from);
        } catch (IOException e) {
            throw new UncheckedIOException("the log cannot be read", e);
        }
    }

    /** Reads blocks from the end and hands out their whole lines. */
    private static final class Backwards {
        private final RandomAccessFile log;
        private final long begin;
        private final List<LogLine> found = new ArrayList<>();
        private long end;

        Backwards(RandomAccessFile log, long begin) {
            this.log = log;
            this.begin = begin;
            this.end = begin;
        }

        Stretch read(Predicate<LogLine> wanted, int most, Instant from) throws IOException {
            while (end > 0 && begin - end < MOST_BYTES) {
                long start = Math.max(0, end - BLOCK);
                byte[] block = new byte[(int) (end - start)];
                log.seek(start);
                log.readFully(block);
                int first = start == 0 ? 0 : lineEnd(block) + 1;
                int stop = block.length;
                for (int at = block.length - 1; at >= first; at--) {
                    if (at == first || block[at - 1] == '\n') {
                        Optional<LogLine> line =
                                LogLine.of(new String(block, at, stop - at, StandardCharsets.UTF_8).stripTrailing());
                        stop = at;
                        if (line.filter(l -> l.at().isBefore(from)).isPresent()) {
                            return new Stretch(found, OptionalLong.empty());
                        }
                        line.filter(wanted).ifPresent(found::add);
                        if (found.size() >= most) {
                            return new Stretch(found, OptionalLong.of(start + at));
                        }
                    }
                }
                // A line that is longer than a block is none of ours.
                end = first >= block.length ? start : start + first;
            }
            return new Stretch(found, end > 0 ? OptionalLong.of(end) : OptionalLong.empty());
        }

        private static int lineEnd(byte[] block) {
            for (int at = 0; at < block.length; at++) {
                if (block[at] == '\n') {
                    return at;
                }
            }
            return block.length - 1;
        }
    }
}
