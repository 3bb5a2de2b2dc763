// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.query;

import java.time.Instant;
import java.util.List;
import org.huitong.api.message.MessageId;

/** The way of one message through every gate: received, stored, judged, handed to each reader. */
public record Trace(MessageId id, List<Step> steps) {
    public Trace {
        steps = List.copyOf(steps);
    }

    /**
     * One gate.
     *
     * @param gate a word: {@code sent received stored judged owed read waiting parked recalled seen-again
     *     forgotten}
     * @param subject who stood at the gate: an account, a stage, a reader
     * @param verdict a short sentence without content of the message
     * @param at when, or null where only the fact is known
     */
    public record Step(String gate, String subject, String verdict, Instant at) {}
}
