// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.file;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageId;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What stands in the files of messages, for whoever makes it findable. Nobody asks here with the rights of a person: who may
 * see a word of a file is who may read its message. Provided by the capability that reads files, which may be away; blocks
 * on the database; any thread.
 */
@ConsumerType
public interface FileWords {
    /**
     * Files of which the words became known after that one, in that order. Of a message that was forgotten, or bears the
     * mark of a state secret, there are none.
     *
     * @param number of the last one that the caller has, 0 for the first
     */
    List<Known> after(long number, int most);

    /** How far one has come; empty where nobody thinks of reading it. */
    Optional<Standing> standing(MessageId message, String file);

    /** The words of one, where they are known. */
    Optional<String> text(MessageId message, String file);

    /** By which an attachment is called here; nobody can tell the attachment by it. */
    String name(Attachment attachment);

    /**
     * The words of a file.
     *
     * @param line by which its message was first said
     * @param receivedAt when that was
     * @param text without form, as long as is kept of it; empty where its key was destroyed
     */
    record Known(long number, long line, Instant receivedAt, MessageId message, String file, String text) {
        public Known {
            Objects.requireNonNull(receivedAt);
            Objects.requireNonNull(message);
            Objects.requireNonNull(file);
            Objects.requireNonNull(text);
        }

        @Override
        public String toString() {
            return "Known[" + number + ", " + text.length() + " letters]";
        }
    }

    /**
     * How far a file has come.
     *
     * @param why not, or not all of it
     */
    record Standing(State state, Optional<LocalText> why) {
        public Standing {
            Objects.requireNonNull(state);
            Objects.requireNonNull(why);
        }
    }

    /** What became of a file. */
    enum State {
        AWAITED("awaited"),
        READ("read"),
        /** Its beginning was read, and it is longer than what is kept. */
        CUT("cut"),
        UNREADABLE("unreadable");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
