// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huitong.api.file.HeldFile;

/**
 * A file that was handed on, or is to be.
 *
 * @param account,person of who hands it on
 * @param file what; its secrecy is that by which it is handed on
 * @param words empty once its message is forgotten
 * @param approval that it waits, or waited, for
 * @param expires until when it may be taken
 */
record Transfer(
        long seq,
        String id,
        State state,
        String account,
        Optional<String> person,
        HeldFile file,
        Optional<Words> words,
        Optional<String> approval,
        Instant made,
        Optional<Instant> sent,
        Instant expires,
        List<Delivered> to) {
    /** How far it has come. */
    enum State {
        WAITING("waiting"),
        SENT("sent"),
        /** Whoever handed it on has taken it back. */
        WITHDRAWN("withdrawn"),
        /** It was approved when it could not go any more. */
        OVERTAKEN("overtaken"),
        /** Its message is called more secret since: by the rules of that it is handed on anew, or not. */
        RAISED("raised"),
        /** Its message was forgotten, or is quarantined. */
        GONE("gone");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static State of(String word) {
            return Arrays.stream(values())
                    .filter(s -> s.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such state: " + word));
        }
    }

    /**
     * What lies sealed of it.
     *
     * @param name what the file is called
     * @param note what was said with it; empty where nothing was
     */
    record Words(String name, String note) {
        @Override
        public String toString() {
            return "Words[]";
        }
    }

    /**
     * Who gets it.
     *
     * @param letter the one that told of it, once it was sent
     * @param fetched when it was first taken
     */
    record Delivered(Recipient recipient, Optional<String> letter, Optional<Instant> fetched) {}

    /** Of one who has taken it. */
    record Download(String account, Optional<String> person, Instant at) {}

    /** Under which its file is kept. */
    String need() {
        return "transfer " + id;
    }

    List<Recipient> recipients() {
        return to.stream().map(Delivered::recipient).toList();
    }

    /** Until it goes, who is to get it knows nothing of it. */
    boolean isTold() {
        return sent.isPresent();
    }

    boolean isTo(String somebody) {
        return recipients().contains(new Recipient.Somebody(somebody));
    }

    /** Whether it may be taken at that moment. */
    boolean isOpen(Instant now) {
        return state == State.SENT && now.isBefore(expires);
    }

    @Override
    public String toString() {
        return "Transfer[" + id + " " + state.word() + "]";
    }
}
