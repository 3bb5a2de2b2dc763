// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.reader.ReaderName;

/**
 * What a reader says of itself when it comes.
 *
 * @param back how far it goes back in the log where it was never seen before; empty for all the way
 * @param edition of what it keeps
 * @param whole whether it is handed every number, and not what people see
 * @param both whether it is handed both of what came through two doors
 */
record ReaderCard(String name, Optional<Duration> back, int edition, List<String> awaits, boolean whole, boolean both) {
    /** Empty where it does not say its name. */
    static Optional<ReaderCard> of(Map<String, Object> properties) {
        if (!(properties.get("huitong.reader") instanceof String name) || name.isBlank()) {
            return Optional.empty();
        }
        ReaderName.Start start = ReaderName.Start.valueOf(
                String.valueOf(properties.getOrDefault("huitong.reader.start", ReaderName.Start.NOW.name())));
        Optional<Duration> back =
                switch (start) {
                    case NOW -> Optional.of(Duration.ZERO);
                    case SINCE -> Optional.of(
                            Duration.parse(String.valueOf(properties.getOrDefault("huitong.reader.since", "P30D"))));
                    case BEGINNING -> Optional.empty();
                };
        int edition = properties.get("huitong.reader.edition") instanceof Integer given ? given : 1;
        return Optional.of(new ReaderCard(
                name,
                back,
                edition,
                strings(properties.get("huitong.reader.awaits")),
                Boolean.TRUE.equals(properties.get("huitong.reader.whole")),
                Boolean.TRUE.equals(properties.get("huitong.reader.both"))));
    }

    private static List<String> strings(Object property) {
        if (property instanceof String one) {
            return one.isBlank() ? List.of() : List.of(one);
        }
        return property instanceof String[] many ? List.of(many) : List.of();
    }
}
