// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.api.web.Problem;

/** What a list is asked for, the newest first: how many, and from where back. */
public record Listing(Place before, int limit) {
    private static final int USUAL = 50;
    private static final int MOST = 100;
    /** Later than anything that happened. */
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    public static Listing of(String before, String limit) {
        return new Listing(before == null || before.isBlank() ? Place.END : Place.of(before), limit(limit));
    }

    /**
     * A place in a list by moments. Several things may have happened in one moment: the id tells them apart, so that none
     * is lost between two pages.
     *
     * @param id of the last one on the page; empty: before everything of that moment
     */
    public record Place(Instant at, String id) {
        static final Place END = new Place(EVER, "");
        private static final Pattern FORM = Pattern.compile("([^~]{1,40})(?:~([0-9a-f]{32}))?");

        private static Place of(String text) {
            Matcher parts = FORM.matcher(text.strip());
            if (!parts.matches()) {
                throw bad();
            }
            try {
                Instant moment = Instant.parse(parts.group(1));
                if (moment.isAfter(EVER) || moment.isBefore(Instant.EPOCH)) {
                    throw bad();
                }
                return new Place(moment, Optional.ofNullable(parts.group(2)).orElse(""));
            } catch (DateTimeException e) {
                throw bad();
            }
        }

        @Override
        public String toString() {
            return id.isEmpty() ? at.toString() : at + "~" + id;
        }
    }

    private static Problem bad() {
        return Problem.badRequest(
                "before 为上一页的 next，或一个时刻，例如 2026-03-11T04:00:00Z。",
                "before is next of the page before, or a moment, such as 2026-03-11T04:00:00Z.");
    }

    /** Where the next page begins; empty where there is none. */
    public <T> Optional<String> next(List<T> some, Function<T, Place> place) {
        return some.size() < limit
                ? Optional.empty()
                : Optional.of(place.apply(some.get(some.size() - 1)).toString());
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
