// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.finding;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.filter.Filter;
import org.huitong.api.message.MessageId;
import org.huitong.api.stage.Mark;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What people say of messages, and what stages say of the past when they are asked again. What is many is done in steps,
 * each safe on disk when it returns, so that whoever works through them can tell how far he is, stop, and go on after a
 * crash. Provided by the hub; blocks until the log has it; any thread.
 */
@ProviderType
public interface Findings {
    /** Says something of one message. */
    Outcome say(Asker asker, MessageId id, Change change);

    /**
     * Whether the asker may say this at all, of whatever messages; the reason where not. Tags, module, priority, customer
     * and a higher secrecy need {@code messages.tag}; whatever else decides who may read a message, and a lower secrecy,
     * needs {@code messages.assign}.
     */
    Optional<LocalText> objection(Asker asker, Change change);

    /**
     * Says something of messages that fit, from the newest on: of some hundred of those that the asker may speak of.
     *
     * @param piece what all steps belong to, so that it can be taken back as one; up to 64 characters
     * @param before below which place in the log it goes on; empty at the beginning
     * @param only look what would change, and change nothing
     */
    Step sayOfMany(Asker asker, String piece, Filter filter, Change change, OptionalLong before, boolean only);

    /**
     * Takes back what was said in a piece, as far as nobody has spoken of it since; from the place {@code after} on. It
     * needs the right to say it, and to say the contrary.
     *
     * @param said what was said in that piece; nothing of other kinds is touched
     */
    Step takeBack(Asker asker, String piece, Change said, long after);

    /**
     * Has a stage judge lines of the log again that it has judged before, by what it knows now: some hundred, from the
     * place {@code after} on. Where its finding differs, the new one replaces the old, and the findings of the stages
     * after it are owed again. Who may ask for it is the business of whoever the stage belongs to.
     *
     * @param asker whose deed it is
     * @param only look what would change, and change nothing
     */
    Step judgeAnew(Asker asker, String stage, long after, long upTo, boolean only);

    /** The last place in the log before this time, 0 where everything came later. */
    long placeBefore(Instant time);

    /** The last place in the log. */
    long head();

    /** What came of one message. */
    sealed interface Outcome {
        /** @param changed false where all of it had been said before */
        record Said(boolean changed) implements Outcome {}

        /** There is no such message, or none that the asker may see. */
        record Missing() implements Outcome {}

        record Denied(LocalText reason) implements Outcome {}
    }

    /**
     * A step.
     *
     * @param place from where the next goes on; empty: that was all
     * @param looked at how many messages
     * @param changed how many of them changed, or would
     * @param gained,lost of how many messages each mark is true from now on, or no longer, as far as that is known
     */
    record Step(OptionalLong place, int looked, int changed, Map<Mark, Integer> gained, Map<Mark, Integer> lost) {
        public Step {
            Objects.requireNonNull(place);
            gained = Map.copyOf(gained);
            lost = Map.copyOf(lost);
        }
    }

    /** The asker lost the right in the middle of it, or the stage is away. Its message is a sentence in English. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient LocalText reason;

        public Refused(LocalText reason) {
            super(reason.en());
            this.reason = reason;
        }

        public LocalText reason() {
            return reason;
        }
    }
}
