// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account that has spoken, whoever it belongs to.
 *
 * @param id the platform's first id of it, within the tenant
 * @param others further ids of the same party
 * @param name what the platform showed last: for people to recognise it, and never a key
 * @param ignored whether somebody said that it is nobody's
 */
public record Seen(
        Place place, List<String> others, Instant firstAt, Instant lastAt, Optional<String> name, boolean ignored) {
    public Seen {
        others = List.copyOf(others);
    }

    List<String> ids() {
        return Stream.concat(Stream.of(place.id()), others.stream()).distinct().toList();
    }

    /** Which account. */
    public record Place(String platform, String tenant, String id) {}

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "Seen[" + place.platform() + " " + place.id() + "]";
    }
}
