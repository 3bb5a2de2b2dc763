// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The file that is written now, read in blocks from its end. A place is where a line begins, in bytes. */
record OpenSheet(Path file) implements Sheet {
    private static final int BLOCK = 256 * 1024;
    /** So much is looked through at once; who wants more asks on. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    @Override
    public Part before(long before, Predicate<LogLine> wanted, int most, Instant from) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            return new Backwards(log, Math.min(before, log.length())).read(wanted, most, from);
        }
    }

    /** Hands out the whole lines of each block. */
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

        Part read(Predicate<LogLine> wanted, int most, Instant from) throws IOException {
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
                            return new Part(found, OptionalLong.empty(), true);
                        }
                        line.filter(wanted).ifPresent(found::add);
                        if (found.size() >= most) {
                            return new Part(found, OptionalLong.of(start + at), false);
                        }
                    }
                }
                // A line that is longer than a block is none of ours.
                end = first >= block.length ? start : start + first;
            }
            return new Part(found, end > 0 ? OptionalLong.of(end) : OptionalLong.empty(), false);
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
