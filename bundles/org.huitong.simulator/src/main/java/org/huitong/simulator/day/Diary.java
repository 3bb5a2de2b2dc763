// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Up to when the {@link Past} was told to this hub, from one start to the next: a file beside the hub's data. */
public final class Diary {
    private static final Logger LOG = LoggerFactory.getLogger(Diary.class);

    private final Path file;
    private final Duration reach;

    /** @param reach so far back the past is told to a hub that knows none of it */
    public Diary(Path file, Duration reach) {
        this.file = file;
        this.reach = reach;
    }

    /** From when on it is to be told. */
    public Instant since(Instant now) {
        Instant earliest = now.minus(reach);
        try {
            Instant told =
                    Files.exists(file) ? Instant.parse(Files.readString(file).strip()) : earliest;
            return told.isAfter(earliest) ? told : earliest;
        } catch (IOException | DateTimeException unreadable) {
            LOG.warn("It is not known how much of the demo's past was told; it is told again. file={}", file);
            return earliest;
        }
    }

    /** @param until what was said after it was not told */
    public void told(Instant until) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, until.toString());
        } catch (IOException e) {
            LOG.warn("The demo's past will be told again at the next start. file={}", file, e);
        }
    }
}
