// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.util.List;
import org.huitong.simulator.day.Happening;

/**
 * A card as it lies in somebody's chat now.
 *
 * @param id what whoever presses it is told to have pressed
 * @param words what stands on it
 * @param buttons those whose press comes back
 */
public record Card(String id, String words, List<Button> buttons) {
    /** @param gives what a press of it tells, as {@link Happening.Act#PRESS} has it */
    public record Button(String label, String gives) {}

    public Card {
        buttons = List.copyOf(buttons);
    }

    @Override
    public String toString() {
        return "Card[" + id + "]";
    }
}
