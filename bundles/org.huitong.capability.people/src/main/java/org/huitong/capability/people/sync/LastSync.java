// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.text.LocalText;

/**
 * What came of reading a directory the last time.
 *
 * @param state {@code done}, {@code shown}, {@code braked}, {@code resting} or {@code failed}
 * @param words in a sentence
 * @param listed how many people it has
 * @param proposed how many of their accounts are nobody's here and wait in the workbench
 * @param plan what waits to be carried out, or for a reason
 * @param changes the first of those who changed
 * @param refused the first of what was left undone
 * @param withheld what the other side does not tell, in its words
 */
public record LastSync(
        Instant at,
        String by,
        String state,
        LocalText words,
        int listed,
        int proposed,
        Optional<String> plan,
        List<Difference> changes,
        List<Conflict> refused,
        List<LocalText> withheld) {
    /** No more than a page shows. */
    static final int MOST = 200;

    public LastSync {
        changes = changes.stream().limit(MOST).toList();
        refused = refused.stream().limit(MOST).toList();
        withheld = List.copyOf(withheld);
    }

    /** What a plan became. */
    public static LastSync of(Instant at, String by, SyncDesk.Told told, LocalText words, int listed) {
        return new LastSync(
                at,
                by,
                told.done() ? "done" : "braked",
                words,
                listed,
                0,
                told.done() ? Optional.empty() : Optional.of(told.id()),
                told.plan().differences(),
                told.plan().conflicts(),
                List.of());
    }

    /** What a plan would become; nothing has been done. */
    public static LastSync shown(Instant at, String by, SyncDesk.Told told, LocalText words, int listed) {
        return new LastSync(
                at,
                by,
                "shown",
                words,
                listed,
                0,
                Optional.of(told.id()),
                told.plan().differences(),
                told.plan().conflicts(),
                List.of());
    }

    /** Nothing came of it. */
    static LastSync none(Instant at, String by, String state, LocalText why) {
        return new LastSync(at, by, state, why, 0, 0, Optional.empty(), List.of(), List.of(), List.of());
    }

    /** Names nobody: safe for a log. */
    @Override
    public String toString() {
        return "LastSync[" + state + " " + at + "]";
    }
}
