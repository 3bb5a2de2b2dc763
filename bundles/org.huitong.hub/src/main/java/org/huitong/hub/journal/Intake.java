// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.huitong.api.text.LocalText;

/**
 * What one call brought: written in one transaction, together with whatever else is waiting.
 *
 * @param asLetter makes a dead letter of the whole call, for the case that one of its lines does not fit the database;
 *     empty for what the hub itself has found, which comes from no call that could be kept
 * @param bytes how much memory it holds, roughly
 * @param beside what is to be kept together with it, or not at all
 * @param done told once, on the writer's thread: it must not block
 */
public record Intake(
        List<Draft> drafts,
        List<DeadLetterDraft> letters,
        Optional<Payment> payment,
        Optional<Function<LocalText, DeadLetterDraft>> asLetter,
        int bytes,
        Beside beside,
        Consumer<Outcome> done) {
    public Intake {
        drafts = List.copyOf(drafts);
        letters = List.copyOf(letters);
    }

    /** With nothing beside it. */
    public Intake(
            List<Draft> drafts,
            List<DeadLetterDraft> letters,
            Optional<Payment> payment,
            Optional<Function<LocalText, DeadLetterDraft>> asLetter,
            int bytes,
            Consumer<Outcome> done) {
        this(drafts, letters, payment, asLetter, bytes, (connection, fresh) -> {}, done);
    }

    /**
     * Written in the transaction that writes the lines, once they are; on the writer's thread. One that does not want them
     * any more throws {@link Declines}.
     */
    public interface Beside {
        /** @param fresh how many lines were new */
        void write(Connection connection, int fresh) throws SQLException;
    }

    /** What is kept beside does not want the lines any more: nothing of the intake is kept, and nothing is wrong. */
    public static final class Declines extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient LocalText reason;

        public Declines(LocalText reason) {
            super(reason.en());
            this.reason = reason;
        }

        LocalText reason() {
            return reason;
        }
    }

    /** A stage has found what it owed in this stretch; both ends are included. */
    public record Payment(String stage, long from, long upTo) {}

    /** What became of it. */
    public sealed interface Outcome {
        /**
         * Safe on disk.
         *
         * @param fresh how many lines were new; the others were there already
         */
        record Stored(int fresh) implements Outcome {}

        /**
         * It does not fit the database and never will, so it is kept as a dead letter: as safe as a line, but not in the
         * log.
         */
        record Buried(LocalText reason) implements Outcome {}

        /** The database takes nothing now; nothing of it was kept, and bringing it again may succeed. */
        record Failed(String reason) implements Outcome {}

        /** What was to be kept beside did not want it; nothing of it was kept. */
        record Declined(LocalText reason) implements Outcome {}

        /** Whoever waited could wait no longer while it was being written: it may be kept yet. The writer never says so. */
        record Unsettled() implements Outcome {}
    }
}
