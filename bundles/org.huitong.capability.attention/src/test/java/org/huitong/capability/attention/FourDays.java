// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What happens on four days at a firm of 200: a Friday, the Saturday that is worked for Spring Festival, and its first two
 * days; once the clock leaps ahead, once it goes back. The same for whoever has the seed. More days and more people of
 * the same kind by {@code -Dhuitong.crash.days}, {@code .departments} and {@code .each} (100 at most).
 */
record FourDays(List<Happening> happenings) {
    static final int DEPARTMENTS = Integer.getInteger("huitong.crash.departments", 10);
    static final int EACH = Integer.getInteger("huitong.crash.each", 20);
    static final Instant BEGIN = Desk.at("2026-02-13T06:30");
    static final Instant AGAIN = Desk.at("2026-02-13T17:20");
    static final Instant BACK = Desk.at("2026-02-14T12:10");
    static final Instant END = BEGIN.plus(Duration.ofDays(Integer.getInteger("huitong.crash.days", 4)));
    private static final Instant AWAY = Desk.at("2026-02-13T13:10");
    private static final Instant AHEAD = Desk.at("2026-02-14T15:10");
    /** By then the last of the line of command has been told, and nobody any more. */
    private static final Duration TOLD_ALL = Duration.ofMinutes(50);

    /** What may happen. */
    enum What {
        SAID,
        URGENT,
        /** The head knows of what is urgent. */
        KNOWN,
        LEAP_AHEAD,
        GO_BACK,
        /** What has rung rings once more, as by another node. */
        RUNG_TWICE
    }

    /** @param by the number of a person of the department, 0 leads it */
    record Happening(Instant at, What what, int department, int by) {}

    static FourDays of(long seed) {
        Random random = new Random(seed);
        List<Happening> all = new ArrayList<>();
        Instant at = BEGIN;
        Instant calm = BEGIN;
        boolean left = false;
        boolean back = false;
        while (true) {
            at = at.plus(Duration.ofMinutes(10 + random.nextInt(40)));
            if (!left && !at.isBefore(AWAY)) {
                left = true;
                all.add(new Happening(AWAY, What.LEAP_AHEAD, 0, 0));
                at = AGAIN.plus(Duration.ofMinutes(7));
                calm = at;
            } else if (!back && !at.isBefore(AHEAD)) {
                back = true;
                all.add(new Happening(AHEAD, What.GO_BACK, 0, 0));
                at = BACK.plus(Duration.ofMinutes(7));
                calm = at;
            }
            if (!at.isBefore(END)) {
                return new FourDays(all);
            }
            int department = 1 + random.nextInt(DEPARTMENTS);
            Instant limit = left ? back ? END : AHEAD : AWAY;
            if (random.nextInt(3) == 0
                    && !at.isBefore(calm)
                    && at.plus(TOLD_ALL).isBefore(limit)) {
                // Of what a head says, no head needs to be told.
                all.add(new Happening(at, What.URGENT, department, 1 + random.nextInt(EACH - 1)));
                calm = at.plus(TOLD_ALL);
                if (random.nextBoolean()) {
                    // Not in the minute in which it is told again.
                    at = at.plus(Duration.ofMinutes(10 * random.nextInt(4) + 1 + random.nextInt(9)));
                    all.add(new Happening(at, What.KNOWN, department, 0));
                }
            } else {
                all.add(new Happening(at, What.SAID, department, random.nextInt(EACH)));
            }
            if (random.nextInt(8) == 0) {
                all.add(new Happening(at, What.RUNG_TWICE, 0, 0));
            }
        }
    }
}
