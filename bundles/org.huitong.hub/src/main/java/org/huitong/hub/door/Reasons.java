// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.huitong.api.access.Asker;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.message.MessageId;

/**
 * Why messages were looked at without their masks: noted before they are shown, once for ten minutes of the same asker,
 * message and reason. A hub that was restarted notes it once more.
 */
final class Reasons {
    static final String VERB = "messages.reveal";
    private static final Duration ONCE_IN = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final Audit audit;
    private final InstantSource clock;
    private final Map<Given, Instant> noted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Given, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    Reasons(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    private record Given(String account, MessageId message, String reason) {}

    /** When this returns, it is durable. */
    void note(Asker asker, MessageId message, String reason) {
        Given given = new Given(asker.account(), message, reason);
        Instant now = clock.instant();
        synchronized (noted) {
            Instant at = noted.get(given);
            if (at != null && !now.isBefore(at) && now.isBefore(at.plus(ONCE_IN))) {
                return;
            }
        }
        audit.note(Deed.done(Doer.of(asker), VERB, Thing.of("message", message.value()))
                .changing("", reason));
        synchronized (noted) {
            noted.remove(given);
            noted.put(given, now);
        }
    }
}
