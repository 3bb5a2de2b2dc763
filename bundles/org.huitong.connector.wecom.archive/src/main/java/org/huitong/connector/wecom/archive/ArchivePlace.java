// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * How far an account has come.
 *
 * @param seq of the last record that was kept; 0 before the first
 * @param whole everything that was said before this moment is here, or was gone before we could have it
 */
record ArchivePlace(long seq, Instant whole) {
    /** The vendor deletes what is older. */
    static final Duration KEPT = Duration.ofDays(5);

    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** @throws IllegalArgumentException for a cursor of somebody else's */
    static ArchivePlace of(String cursor) {
        int at = cursor.indexOf('@');
        if (at < 1) {
            throw new IllegalArgumentException("not a place in the archive");
        }
        return new ArchivePlace(
                Long.parseLong(cursor.substring(0, at)),
                Instant.ofEpochSecond(Long.parseLong(cursor.substring(at + 1))));
    }

    String cursor() {
        return seq + "@" + whole.getEpochSecond();
    }

    /** From when on something is gone, where nobody could ask for longer than the vendor keeps it. */
    Optional<Instant> lostUntil(Instant now) {
        Instant oldest = now.minus(KEPT);
        return whole.isBefore(oldest) ? Optional.of(oldest) : Optional.empty();
    }

    /** What it means that nothing can be had now: until when all of it can still be made up, or what is lost. */
    LocalText outlook(Instant now, ZoneId zone) {
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
