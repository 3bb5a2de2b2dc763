// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something as it came over a line, before anybody understood it.
 *
 * @param raw the bytes, shared and not to be changed
 * @param notes what belongs to it and does not stand in it: of a mail its folder and number. No secrets
 * @param at when it was seen
 */
public record Evidence(byte[] raw, Map<String, String> notes, Instant at) {
    public Evidence {
        Objects.requireNonNull(raw);
        notes = Map.copyOf(notes);
        Objects.requireNonNull(at);
    }

    public Optional<String> note(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    @Override
    public String toString() {
        return "Evidence[" + raw.length + " bytes]";
    }
}
