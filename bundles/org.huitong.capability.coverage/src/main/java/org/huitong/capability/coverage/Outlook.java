// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.connector.Profile.Promise;
import org.huitong.api.connector.Profile.Sight;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sign;
import org.huitong.api.text.LocalText;

/**
 * What an account says that it sees, held against what came. Pure. It never says more than is known: that something was
 * seen is said because it came, that it is not seen because the connector knows why, and all else is unknown.
 *
 * @param seen what came of it; empty where nothing did
 * @param why the sentence behind the light
 */
record Outlook(Sight sight, Light light, Optional<Seen> seen, LocalText why) {
    /** What came last longer ago proves nothing about today. */
    static final Duration FRESH = Duration.ofDays(30);

    /** How it stands. */
    enum Light {
        /** It came, and not long ago. */
        SEEN,
        /** Nobody can tell: it may come, and has not, or not for long. */
        UNKNOWN,
        /** It does not come, and something would change that. */
        WITHHELD,
        /** It does not come, and nothing changes that. */
        NEVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param came what the account brought, by its signs */
    static Outlook of(Sight sight, Map<Sign, Seen> came, Instant now) {
        Optional<Seen> seen = came.entrySet().stream()
                .filter(one -> sight.signs().stream().anyMatch(sign -> sign.covers(one.getKey())))
                .map(Map.Entry::getValue)
                .reduce(Seen::and);
        if (seen.isPresent()) {
            boolean fresh = !seen.get().lastAt().isBefore(now.minus(FRESH));
            return fresh
                    ? new Outlook(sight, Light.SEEN, seen, sight.why())
                    : new Outlook(
                            sight,
                            Light.UNKNOWN,
                            seen,
                            LocalText.of(
                                    "以前收到过，但最近 " + FRESH.toDays() + " 天没有收到，不能确认现在还看得到",
                                    "It came before, but not in the last " + FRESH.toDays()
                                            + " days: whether it would come now is not known"));
        }
        return switch (sight.promise()) {
            case WITHHELD -> new Outlook(sight, Light.WITHHELD, seen, sight.why());
            case NEVER -> new Outlook(sight, Light.NEVER, seen, sight.why());
            case BROUGHT, DEPENDS -> new Outlook(sight, Light.UNKNOWN, seen, waiting(sight));
        };
    }

    private static LocalText waiting(Sight sight) {
        LocalText why = sight.why();
        if (sight.signs().isEmpty()) {
            return LocalText.of(why.zh() + "（无法从收到的消息确认）", why.en() + " (nothing that comes in would prove it)");
        }
        return sight.promise() == Promise.BROUGHT
                ? LocalText.of(why.zh() + "（已设置好，还没有收到过）", why.en() + " (set up; none has come yet)")
                : LocalText.of(why.zh() + "（还没有收到过）", why.en() + " (none has come yet)");
    }

    /** What would make it seen, or surer; nothing where it is seen already. */
    List<Remedy> remedies() {
        return light == Light.SEEN ? List.of() : sight.remedies();
    }
}
