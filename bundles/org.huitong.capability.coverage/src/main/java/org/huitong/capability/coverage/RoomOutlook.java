// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.connector.Profile.Sight;
import org.huitong.api.connector.Remedy;
import org.huitong.api.connector.Sign;
import org.huitong.api.text.LocalText;

/**
 * How much of a group its account sees. Pure, and as careful as {@link Outlook}: messages that call somebody by name are
 * no proof of all others, however many they are.
 */
record RoomOutlook(SeenRoom room, Light light, LocalText why, List<Remedy> remedies) {
    /** How much is seen. */
    enum Light {
        /** What people say to each other came, too. */
        WHOLE,
        /** What calls the robot came, and by the platform's rule that is all there is. */
        CALLED,
        /** Nobody can tell whether there is more than what came. */
        UNKNOWN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param sights what the account says of itself; empty while its connector is away */
    static RoomOutlook of(SeenRoom room, List<Sight> sights, Instant now) {
        boolean fresh = !room.lastAt().isBefore(now.minus(Outlook.FRESH));
        Optional<Sight> whole = by(Sign.PLAIN, sights);
        Optional<Sight> called = by(Sign.GROUP, sights);
        if (!fresh) {
            return new RoomOutlook(
                    room,
                    Light.UNKNOWN,
                    LocalText.of("最近 30 天没有收到消息", "nothing came in the last 30 days"),
                    remedies(whole.or(() -> called)));
        }
        if (whole.isPresent() && room.plain() > 0) {
            return new RoomOutlook(
                    room, Light.WHOLE, LocalText.of("没有 @ 任何人的消息也收到了", "what calls nobody came, too"), List.of());
        }
        if (whole.isEmpty() && called.isPresent()) {
            return new RoomOutlook(room, Light.CALLED, called.get().why(), List.of());
        }
        return new RoomOutlook(
                room,
                Light.UNKNOWN,
                room.calling() > 0
                        ? LocalText.of("至今只收到 @ 了人的消息", "so far only messages came that call somebody")
                        : LocalText.of("还没有收到员工在群里说的话", "nothing that people say has come yet"),
                remedies(whole));
    }

    private static Optional<Sight> by(Sign sign, List<Sight> sights) {
        return sights.stream().filter(sight -> sight.signs().contains(sign)).findFirst();
    }

    private static List<Remedy> remedies(Optional<Sight> of) {
        return of.map(Sight::remedies).orElse(List.of());
    }
}
