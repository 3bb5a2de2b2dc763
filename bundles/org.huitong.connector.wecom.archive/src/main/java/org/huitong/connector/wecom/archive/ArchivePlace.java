// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * How far an account has come.
 *
 * @param seq of the last record that was kept; 0 before the first
 * @param whole everything that was said before this moment is here, or was gone before we could have it
 * @param caughtUp false while more is known to lie behind it
 * @param company whose records are counted: another company's numbers are others
 */
record ArchivePlace(long seq, Instant whole, boolean caughtUp, String company) {
    /** The vendor deletes what is older. */
    static final Duration KEPT = Duration.ofDays(5);

    /** Whoever is catching up gets what is oldest first; only where he stands still for so long is something lost again. */
    private static final Duration CATCHING_UP = Duration.ofHours(1);

    private static final String ALL = "all";
    private static final String MORE = "more";
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** Before the first record, of which the vendor may still hold five days. */
    static ArchivePlace first(String company, Instant now) {
        return new ArchivePlace(0, now.minus(KEPT).truncatedTo(ChronoUnit.SECONDS), false, company);
    }

    /**
     * Where that company's records go on; from the first where the place is another company's.
     *
     * @throws IllegalArgumentException for a cursor of somebody else's
     */
    static ArchivePlace of(String cursor, String company, Instant now) {
        String[] fields = cursor.split("@", 4);
        if (fields.length < 2) {
            throw new IllegalArgumentException("not a place in the archive");
        }
        // Hubs of before did not write whose place it is.
        if (fields.length == 4 && !fields[3].equals(company)) {
            return first(company, now);
        }
        return new ArchivePlace(
                Long.parseLong(fields[0]),
                Instant.ofEpochSecond(Long.parseLong(fields[1])),
                fields.length < 4 || fields[2].equals(ALL),
                company);
    }

    String cursor() {
        return seq + "@" + whole.getEpochSecond() + "@" + (caughtUp ? ALL : MORE) + "@" + company;
    }

    ArchivePlace at(long later) {
        return new ArchivePlace(Math.max(seq, later), whole, caughtUp, company);
    }

    /** Everything up to now is here. */
    ArchivePlace wholeAt(Instant now) {
        return new ArchivePlace(seq, now.truncatedTo(ChronoUnit.SECONDS), true, company);
    }

    /** There is more behind it, so that nothing can be said but that what was lost is told. */
    ArchivePlace behindAt(Instant now) {
        return new ArchivePlace(seq, lostUntil(now).orElse(whole), false, company);
    }

    /** From when on something is gone, where nobody could ask for longer than the vendor keeps it. */
    Optional<Instant> lostUntil(Instant now) {
        Instant oldest = now.minus(KEPT);
        return whole.isBefore(caughtUp ? oldest : oldest.minus(CATCHING_UP)) ? Optional.of(oldest) : Optional.empty();
    }

    /** What it means that nothing can be had now: until when all of it can still be made up, or what is lost. */
    LocalText outlook(Instant now, ZoneId zone) {
        if (seq == 0 && !caughtUp) {
            return LocalText.of("。尚未取到任何消息；平台只保留 5 天", ". Nothing was had yet; the platform keeps 5 days");
        }
        Instant end = whole.plus(KEPT);
        if (now.isBefore(end)) {
            Duration left = Duration.between(now, end);
            String time = left.toHours() + "h" + left.toMinutesPart() + "m";
            return LocalText.of(
                    "。已取到 " + words(whole, zone) + "；平台保留 5 天，" + words(end, zone) + " 前恢复则不丢消息（还有 " + left.toHours()
                            + " 小时 " + left.toMinutesPart() + " 分）",
                    ". Everything up to " + words(whole, zone)
                            + " is here; the platform keeps 5 days, so nothing is lost" + " if this is mended by "
                            + words(end, zone) + " (" + time + " left)");
        }
        return LocalText.of(
                "。平台只保留 5 天：" + words(whole, zone) + " 至 " + words(now.minus(KEPT), zone) + " 的消息已无法取得，且还在增加",
                ". The platform keeps 5 days: what was said from " + words(whole, zone) + " to "
                        + words(now.minus(KEPT), zone) + " is lost, and it becomes more");
    }

    static String words(Instant at, ZoneId zone) {
        return WORDS.format(at.atZone(zone));
    }
}
