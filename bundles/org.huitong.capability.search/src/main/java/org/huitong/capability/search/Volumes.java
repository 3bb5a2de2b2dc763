// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.huitong.api.vault.LockedException;
import org.huitong.api.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The concordance, a volume a quarter. A message belongs into the volume in whose stretch of the log it was first said,
 * also where it is edited a year later, so that the newest volume has the newest messages.
 *
 * <p>Why nothing is missed: the newest volume's commit names the line up to which the log was put into all of them, and is
 * made after those of the others. What came behind it is put again, and takes the place of what is there. Whoever cannot
 * be opened, or is of another format, takes all with it: they are made of the log again. A volume whose key was destroyed
 * goes alone.
 *
 * <p>One thread puts and commits, any look up meanwhile.
 */
final class Volumes {
    private static final Logger LOG = LoggerFactory.getLogger(Volumes.class);

    private final Path folder;
    private final Vault vault;
    private final ZoneId zone;
    private final NavigableMap<Long, Volume> byBegin = new ConcurrentSkipListMap<>();
    private volatile long cursor;
    private volatile long files;
    /** In which the last message came in, and nearly every next one does: only who puts looks here. */
    private Quarter quarter = new Quarter("", Instant.MIN, Instant.MIN);

    private record Quarter(String name, Instant begins, Instant ends) {
        static Quarter of(ZonedDateTime time) {
            int number = time.get(IsoFields.QUARTER_OF_YEAR);
            ZonedDateTime begins = time.with(IsoFields.DAY_OF_QUARTER, 1).truncatedTo(ChronoUnit.DAYS);
            return new Quarter(
                    "%04d-Q%d".formatted(time.getYear(), number),
                    begins.toInstant(),
                    begins.plusMonths(3).toInstant());
        }

        boolean holds(Instant at) {
            return !at.isBefore(begins) && at.isBefore(ends);
        }
    }

    private Volumes(Path folder, Vault vault, ZoneId zone) {
        this.folder = folder;
        this.vault = vault;
        this.zone = zone;
    }

    /** Those that are there; none of them where there is nothing that can be gone on with. */
    static Volumes open(Path folder, Vault vault, ZoneId zone) throws IOException {
        Volumes volumes = new Volumes(folder, vault, zone);
        Files.createDirectories(folder);
        try {
            volumes.openAll();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The search index cannot be gone on with and is made anew folder={}", folder, e);
            volumes.close();
            forget(folder);
            Files.createDirectories(folder);
        }
        return volumes;
    }

    private void openAll() throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(folder)) {
            folders = found.filter(Files::isDirectory).sorted().toList();
        }
        for (Path one : folders) {
            if (!Volume.isThere(one)) {
                forget(one);
                continue;
            }
            try {
                Volume volume = Volume.open(one, vault);
                byBegin.put(volume.begins(), volume);
                cursor = volume.highest();
                files = volume.files();
            } catch (LockedException destroyed) {
                LOG.warn(
                        "The key of a volume of the search index is gone, and the volume with it volume={}",
                        one.getFileName());
                forget(one);
            }
        }
    }

    /** The line up to which the log is in them. */
    long cursor() {
        return cursor;
    }

    /** The number of the last file whose words are in them. */
    long files() {
        return files;
    }

    void putFile(long number, long first, Instant receivedAt, String file, List<Gram> grams) throws IOException {
        if (!grams.isEmpty()) {
            volume(first, receivedAt).putFile(first, file, grams);
        }
        files = number;
    }

    /** The files of a message that have some of the words. */
    List<String> files(Question question, long first) throws IOException {
        return byBegin.isEmpty() ? List.of() : volumeOf(first).files(question, first);
    }

    void passed(long line) {
        cursor = Math.max(cursor, line);
    }

    void put(long line, long first, Instant receivedAt, List<Gram> grams) throws IOException {
        volume(first, receivedAt).put(line, first, grams);
    }

    /** Every version of a message. */
    void forget(long first) throws IOException {
        if (!byBegin.isEmpty()) {
            volumeOf(first).forget(first);
        }
    }

    private Volume volume(long first, Instant receivedAt) throws IOException {
        String quarter = quarter(receivedAt);
        boolean isNewer = byBegin.isEmpty()
                || first > byBegin.lastKey()
                        && quarter.compareTo(byBegin.lastEntry().getValue().name()) > 0;
        if (isNewer) {
            commit();
            long begins = byBegin.isEmpty() ? 0 : first;
            byBegin.put(begins, Volume.make(folder.resolve(quarter), begins, vault));
        }
        return volumeOf(first);
    }

    private Volume volumeOf(long first) {
        return (byBegin.floorEntry(first) == null ? byBegin.firstEntry() : byBegin.floorEntry(first)).getValue();
    }

    private String quarter(Instant at) {
        if (!quarter.holds(at)) {
            quarter = Quarter.of(at.atZone(zone));
        }
        return quarter.name();
    }

    /** The newest last: its word counts for all. */
    void commit() throws IOException {
        for (Volume volume : byBegin.values()) {
            if (volume == byBegin.lastEntry().getValue() || volume.isUncommitted()) {
                volume.commit(cursor, files);
            }
        }
    }

    void refresh() throws IOException {
        for (Volume volume : byBegin.values()) {
            volume.refresh();
        }
    }

    List<Long> lines(Question question, long after, long upTo, boolean descending, int most) throws IOException {
        List<Long> lines = new ArrayList<>();
        for (Volume volume : (descending ? byBegin.descendingMap() : byBegin).values()) {
            if (lines.size() < most) {
                lines.addAll(volume.lines(question, after, upTo, descending, most - lines.size()));
            }
        }
        return lines;
    }

    Set<Long> among(Question question, Collection<Long> lines) throws IOException {
        Set<Long> having = new HashSet<>();
        for (Volume volume : byBegin.values()) {
            having.addAll(volume.among(question, lines));
        }
        return having;
    }

    void close() {
        for (Volume volume : byBegin.values()) {
            try {
                volume.close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("A volume of the search index was not closed well volume={}", volume.name(), e);
            }
        }
        byBegin.clear();
        cursor = 0;
        files = 0;
    }

    private static void forget(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
