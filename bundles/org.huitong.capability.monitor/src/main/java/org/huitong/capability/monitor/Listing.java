// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.huitong.api.web.Problem;

/** What a list is asked for: how many, and from which moment back. */
record Listing(Instant before, int limit) {
    private static final int USUAL = 50;
    private static final int MOST = 100;
    /** Later than anything that happened. */
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    static Listing of(String before, String limit) {
        return new Listing(before(before), limit(limit));
    }

    private static Instant before(String text) {
        if (text == null || text.isBlank()) {
            return EVER;
        }
        try {
            Instant moment = Instant.parse(text);
            if (moment.isAfter(EVER) || moment.isBefore(Instant.EPOCH)) {
                throw bad();
            }
            return moment;
        } catch (DateTimeParseException e) {
            throw bad();
        }
    }

    private static Problem bad() {
        return Problem.badRequest(
                "before 为一个时刻，例如 2026-03-11T04:00:00Z。", "before is a moment, such as 2026-03-11T04:00:00Z.");
    }

    private static int limit(String text) {
        if (text == null || text.isBlank()) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1) {
            throw Problem.badRequest("limit 为 1 到 100。", "limit is 1 to 100.");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }
}
