// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody pressed a button of a card that was sent to them. That it was sent to them, and that the card has such a
 * button, is known when this is told.
 *
 * @param letter the letter's id, as {@link Outbox#post} gave it
 * @param about as the {@link Writing.Card} said it
 * @param choice of the button
 * @param person who pressed, by the hub's own id
 * @param platform on which, since whoever writes down who did it says so
 */
public record Press(String letter, String about, String choice, String person, String platform, Instant at) {
    public Press {
        Objects.requireNonNull(letter);
        Objects.requireNonNull(about);
        Objects.requireNonNull(choice);
        Objects.requireNonNull(person);
        Objects.requireNonNull(platform);
        Objects.requireNonNull(at);
    }
}
