// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.time.Instant;
import java.util.Optional;

/**
 * Says how a reading stands against what is normal, and whether that is news. A breach is one when two measurements in a
 * row are bad, and over when three in a row are not, so that what flickers is told once; a leap of the clock is there once
 * and one all the same. Pure.
 */
public final class Judge {
    static final int BREACH = 2;
    static final int OVER = 3;

    private Judge() {}

    /** Whether people are to hear of it. */
    public enum News {
        NONE,
        BREACH,
        OVER
    }

    /** @param standing with the incident as it was before: who acts on the news sets it */
    public record Verdict(Standing standing, News news) {}

    public static Verdict of(Reading reading, Limits normal, Optional<Standing> before, Instant now) {
        State state = normal.of(reading.value());
        boolean bad = state == State.BAD;
        int times = before.filter(b -> (b.state() == State.BAD) == bad)
                .map(b -> Math.min(b.times(), OVER) + 1)
                .orElse(1);
        Instant since =
                before.filter(b -> b.state() == state).map(Standing::since).orElse(now);
        Standing standing = new Standing(
                reading.name(),
                reading.gauge(),
                reading.subject(),
                reading.value(),
                state,
                since,
                times,
                before.flatMap(Standing::incident),
                now,
                reading.cause());
        boolean open = standing.incident().isPresent();
        int enough = reading.gauge() == Gauge.CLOCK ? 1 : BREACH;
        News news =
                bad && !open && times >= enough ? News.BREACH : !bad && open && times >= OVER ? News.OVER : News.NONE;
        return new Verdict(standing, news);
    }
}
