// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one thing that breaks from holding up the others, and remembers for a while that it broke. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Instant> broke = new ConcurrentHashMap<>();
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    Troubles(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Does it, whatever comes of it: an executor drops a task that throws, and then nothing would be sent any more.
     *
     * @param what in a few words
     * @return whether it was done
     */
    boolean guard(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | Error e) {
            Instant now = clock.instant();
            broke.put(what, now);
            if (isPast(told.get(what), TOLD_AGAIN, now)) {
                told.put(what, now);
                LOG.error("The outbox could not see to {}; it tries again in a moment", what, Unquoted.of(e));
            }
            return false;
        }
    }

    /** What broke lately. */
    List<String> lately() {
        Instant now = clock.instant();
        broke.values().removeIf(at -> isPast(at, REMEMBERED, now));
        return broke.keySet().stream().sorted().toList();
    }

    private static boolean isPast(Instant atOrNull, Duration time, Instant now) {
        return atOrNull == null || Duration.between(atOrNull, now).abs().compareTo(time) > 0;
    }
}
