// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened to a task.
 *
 * @param by the login name, or the subject of a bundle
 * @param person who was told, or who answered from a chat
 * @param letter the outbox's id of the letter by which somebody was told
 * @param text what was said, or what it is now; sealed
 */
record Step(
        int number, Instant at, Kind kind, String by, Optional<String> person, Optional<String> letter, String text) {
    static final int LONGEST_TEXT = 4000;

    /** What happened. */
    enum Kind {
        OPENED,
        ASSIGNED,
        DUE,
        CHANGED,
        STARTED,
        DONE,
        CANCELLED,
        REOPENED,
        COMMENT,
        /** The deadline is near. */
        REMINDED,
        OVERDUE,
        /** It has waited too long for somebody; the text says for what. */
        WAITED,
        ESCALATED,
        SUPERVISED,
        RELEASED,
        /** Who is to see to it said that they know. */
        ACKNOWLEDGED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind ofWord(String word) {
            return Arrays.stream(values())
                    .filter(k -> k.word().equals(word))
                    .findFirst()
                    .orElse(CHANGED);
        }
    }

    /** One that is to be written down. */
    static Step of(Kind kind, String by, String text) {
        return new Step(0, Instant.EPOCH, kind, by, Optional.empty(), Optional.empty(), text);
    }

    /** What somebody did to a task, told by what is different of it. */
    static List<Step> between(Task before, Task after, String by) {
        List<Step> steps = new ArrayList<>();
        if (before.state() != after.state()) {
            Kind kind =
                    switch (after.state()) {
                        case OPEN -> Kind.REOPENED;
                        case DOING -> before.state().isOver() ? Kind.REOPENED : Kind.STARTED;
                        case DONE -> Kind.DONE;
                        case CANCELLED -> Kind.CANCELLED;
                    };
            steps.add(of(kind, by, ""));
        }
        if (!before.assignee().equals(after.assignee()) || !before.department().equals(after.department())) {
            steps.add(new Step(0, Instant.EPOCH, Kind.ASSIGNED, by, after.assignee(), Optional.empty(), ""));
        }
        if (!before.due().equals(after.due())) {
            steps.add(of(Kind.DUE, by, after.due().map(Instant::toString).orElse("")));
        }
        if (!before.words().equals(after.words())) {
            steps.add(of(Kind.CHANGED, by, ""));
        }
        return steps;
    }

    /** That somebody was told. */
    static Step told(Kind kind, String by, String person, String letter) {
        return new Step(0, Instant.EPOCH, kind, by, Optional.of(person), Optional.of(letter), "");
    }

    Step numbered(int as, Instant when) {
        return new Step(as, when, kind, by, person, letter, text);
    }

    /** Whether the same person has said the same thing by this already, be it from a chat or on the page. */
    boolean saysTheSame(Step other) {
        return kind == other.kind
                && (person.isPresent() ? person.equals(other.person) : other.person.isEmpty() && by.equals(other.by));
    }

    /** Tells no words: safe for a log. */
    @Override
    public String toString() {
        return "Step[" + number + " " + kind.word() + "]";
    }
}
