// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.message;

import java.util.Objects;
import org.huitong.api.text.LocalText;

/**
 * Something that happened on a platform, or a kind of message that its connector does not know.
 *
 * @param name the platform's own word, as {@code bpms_instance_change}; never blank
 * @param title our sentence for it, in both languages. What the platform itself said (words, people, values) is the
 *     content's text
 */
public record Event(String name, LocalText title) {
    public Event {
        if (Objects.requireNonNull(name).isBlank()) {
            throw new IllegalArgumentException("an event needs its name");
        }
        Objects.requireNonNull(title);
    }
}
