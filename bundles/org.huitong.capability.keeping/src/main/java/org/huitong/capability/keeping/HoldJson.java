// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.OneLine;
import org.huitong.api.web.Problem;
import org.huitong.kit.filter.FilterJson;
import org.huitong.kit.parse.Json;

/**
 * A hold as callers read and write it.
 *
 * @param until the moment at which it ends; written as a moment, or as the last day on which it holds
 * @param inForce false of one that has ended and that nobody has lifted
 * @param fits of one that was made or changed just now
 */
public record HoldJson(
        long id,
        int version,
        String name,
        @JsonRawValue String filter,
        String reason,
        Optional<Instant> until,
        boolean inForce,
        Optional<FitsJson> fits) {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 1_000;

    static HoldJson of(Hold hold, Instant now) {
        return new HoldJson(
                hold.id(),
                hold.version(),
                hold.name(),
                FilterJson.write(hold.filter()),
                hold.reason(),
                hold.until(),
                hold.isInForce(now),
                Optional.empty());
    }

    HoldJson with(Custody.Found found) {
        FitsJson told = new FitsJson(found.messages(), found.complete());
        return new HoldJson(id, version, name, filter, reason, until, inForce, Optional.of(told));
    }

    /**
     * How many messages it speaks of, as far as somebody waits.
     *
     * @param complete false where there are more, which the next run writes down
     */
    public record FitsJson(long messages, boolean complete) {}

    /** The hold that was meant, or a problem that says how to mend it. */
    static Hold read(Json json, long id, Instant now, ZoneId zone) {
        Optional<Instant> until =
                json.text("until").filter(text -> !text.isBlank()).map(text -> until(text.strip(), zone));
        if (until.filter(end -> !end.isAfter(now)).isPresent()) {
            throw bad("结束时间已经过去。", "until lies in the past.");
        }
        String reason = json.text("reason").orElse("").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw bad("请写明保全的原因，最多 1000 个字符。", "Say why, in at most 1000 characters.");
        }
        return new Hold(
                id,
                (int) json.at("version").number().orElse(0),
                OneLine.of(json.text("name").orElse(""), LONGEST_NAME)
                        .orElseThrow(() -> bad("名称是一行文字，最多 100 个字符。", "A name is one line of at most 100 characters.")),
                FilterText.read(json.at("filter")),
                reason,
                until);
    }

    private static Instant until(String text, ZoneId zone) {
        try {
            Instant end = text.length() == 10
                    ? LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant()
                    : Instant.parse(text);
            // What no database holds is no date that anybody meant.
            if (end.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
                return end;
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw bad(
                "until 写作 2027-12-31 或 2027-12-31T16:00:00Z。", "until is written 2027-12-31 or 2027-12-31T16:00:00Z.");
    }

    private static Problem bad(String zh, String en) {
        return new Problem(400, "bad-hold", LocalText.of(zh, en));
    }
}
