// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.reader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.reader.ReaderName;

/** What a reader says of itself when it comes. */
record ReaderCard(String name, ReaderName.Start start, List<String> awaits) {
    /** Empty where it does not say its name. */
    static Optional<ReaderCard> of(Map<String, Object> properties) {
        if (!(properties.get("huitong.reader") instanceof String name) || name.isBlank()) {
            return Optional.empty();
        }
        ReaderName.Start start = ReaderName.Start.valueOf(
                String.valueOf(properties.getOrDefault("huitong.reader.start", ReaderName.Start.NOW.name())));
        return Optional.of(new ReaderCard(name, start, strings(properties.get("huitong.reader.awaits"))));
    }

    private static List<String> strings(Object property) {
        if (property instanceof String one) {
            return one.isBlank() ? List.of() : List.of(one);
        }
        return property instanceof String[] many ? List.of(many) : List.of();
    }
}
