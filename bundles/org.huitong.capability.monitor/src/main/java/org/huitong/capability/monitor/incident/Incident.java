// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.incident;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.huitong.capability.monitor.gauge.State;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.send.JsonText;

/**
 * Something that went wrong, from its beginning to the review of it.
 *
 * @param reading whose breach opened it; empty where somebody did
 * @param overAt when it was over, which is not yet its end: somebody looks back at it and closes it
 */
public record Incident(
        String id,
        int version,
        Optional<String> reading,
        State state,
        Instant openedAt,
        String openedBy,
        Optional<Instant> overAt,
        Optional<Instant> closedAt,
        Optional<String> closedBy,
        Words words) {
    private static final int CODE = 6;

    static Incident opened(String id, Optional<String> reading, Instant now, String by, Words words) {
        return new Incident(
                id, 1, reading, State.OPEN, now, by, Optional.empty(), Optional.empty(), Optional.empty(), words);
    }

    /** What people call it by. */
    public String code() {
        return "P-" + id.substring(0, CODE).toUpperCase(Locale.ROOT);
    }

    Incident saying(Words said) {
        return new Incident(id, version + 1, reading, state, openedAt, openedBy, overAt, closedAt, closedBy, said);
    }

    /** One that was closed before stays closed. */
    Incident over(Instant now) {
        State next = state == State.OPEN ? State.OVER : state;
        return new Incident(
                id, version + 1, reading, next, openedAt, openedBy, Optional.of(now), closedAt, closedBy, words);
    }

    Incident closed(Instant now, String by, String review) {
        return new Incident(
                id,
                version + 1,
                reading,
                State.CLOSED,
                openedAt,
                openedBy,
                overAt,
                Optional.of(now),
                Optional.of(by),
                words.reviewed(review));
    }

    /** Where it is on its way. */
    public enum State {
        OPEN,
        OVER,
        CLOSED;

        /** The word used in JSON and on the shelf. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> ofWord(String word) {
            for (State state : values()) {
                if (state.word().equals(word)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }

    /** What is written of it: it lies sealed, and shows itself in no log. */
    public record Words(Phrase title, Phrase cause, String owner, Phrase remedy, String review) {
        public static Words titled(String title) {
            return new Words(Phrase.by(title), Phrase.BLANK, "", Phrase.BLANK, "");
        }

        Words reviewed(String what) {
            return new Words(title, cause, owner, remedy, what);
        }

        /** What somebody made of these; the review is no part of it. */
        Words changedTo(Words said) {
            return new Words(
                    title.changedTo(said.title),
                    cause.changedTo(said.cause),
                    said.owner,
                    remedy.changedTo(said.remedy),
                    review);
        }

        byte[] bytes() {
            return JsonText.object()
                    .with("title", title.zh())
                    .with("titleEn", title.en())
                    .with("cause", cause.zh())
                    .with("causeEn", cause.en())
                    .with("owner", owner)
                    .with("remedy", remedy.zh())
                    .with("remedyEn", remedy.en())
                    .with("review", review)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }

        static Words of(byte[] bytes) {
            if (Json.read(bytes) instanceof Parsed.Good<Json> good) {
                Json json = good.value();
                return new Words(
                        phrase(json, "title"),
                        phrase(json, "cause"),
                        json.text("owner").orElse(""),
                        phrase(json, "remedy"),
                        json.text("review").orElse(""));
            }
            throw new IllegalStateException("an incident's words are not what was sealed");
        }

        private static Phrase phrase(Json json, String name) {
            String zh = json.text(name).orElse("");
            return new Phrase(zh, json.text(name + "En").orElse(zh));
        }

        @Override
        public String toString() {
            return "Words[" + title + "]";
        }
    }

    /** What happened in it. */
    public record Step(int number, Instant at, Kind kind, String by, Phrase text) {
        @Override
        public String toString() {
            return "Step[" + number + " " + kind + "]";
        }
    }

    /** What kind of thing happened. */
    public enum Kind {
        OPENED,
        /** People were told. */
        TOLD,
        NOTE,
        CHANGED,
        OVER,
        CLOSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
