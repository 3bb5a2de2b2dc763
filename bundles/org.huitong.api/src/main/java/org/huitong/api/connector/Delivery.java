// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.util.List;
import java.util.Objects;
import org.huitong.api.message.Sighting;
import org.huitong.api.text.LocalText;

/**
 * One push of a platform to one account. The id names the push: the same push made again has the same id.
 *
 * @param sightings what it tells, in the platform's order
 * @param unreadable rows that could not be translated; each becomes a dead letter beside the good ones
 */
public record Delivery(String id, List<Sighting> sightings, List<Unreadable> unreadable) {
    public Delivery {
        if (Objects.requireNonNull(id).isBlank()) {
            throw new IllegalArgumentException("a delivery needs an id");
        }
        sightings = List.copyOf(sightings);
        unreadable = List.copyOf(unreadable);
    }

    public static Delivery of(String id, Sighting... sightings) {
        return new Delivery(id, List.of(sightings), List.of());
    }

    /**
     * Verified bytes that we do not understand, and why, in a sentence without content.
     *
     * @param raw the row as an operator has to see it: decrypted where it came sealed
     */
    public record Unreadable(byte[] raw, LocalText reason) {
        @Override
        public String toString() {
            return "Unreadable[" + raw.length + " bytes, " + reason.en() + "]";
        }
    }
}
