// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.work;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.message.MessageId;

/**
 * A task that is to be opened.
 *
 * @param title one line, up to {@link #LONGEST_TITLE} characters; no words of a message, which would be shown to whoever
 *     sees the task
 * @param note what is to be done, or empty
 * @param message what it is about; whoever may read that sees its words beside the task
 * @param key the same key is the same task; empty where each is its own
 * @param by who is answerable: a login name, or the subject of the bundle that opens it
 * @param assignee the id of the person who is to see to it; empty: whoever is found for the department
 * @param department the id of the department that it is the business of
 * @param due empty: as long as tasks usually have
 * @param hidden a private one: nobody sees it but who made it and who is to see to it
 */
public record NewTask(
        String title,
        String note,
        Optional<MessageId> message,
        Optional<String> key,
        String by,
        Optional<String> assignee,
        Optional<String> department,
        Optional<Instant> due,
        boolean hidden) {
    public static final int LONGEST_TITLE = 200;
    public static final int LONGEST_NOTE = 4000;
    public static final int LONGEST_KEY = 100;

    public NewTask {
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException("a task's title has 1 to " + LONGEST_TITLE + " characters");
        }
        if (note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("a task's note has at most " + LONGEST_NOTE + " characters");
        }
        Objects.requireNonNull(message);
        if (key.filter(k -> k.isBlank() || k.length() > LONGEST_KEY).isPresent()) {
            throw new IllegalArgumentException("a task's key has 1 to " + LONGEST_KEY + " characters");
        }
        Objects.requireNonNull(by);
        Objects.requireNonNull(assignee);
        Objects.requireNonNull(department);
        Objects.requireNonNull(due);
    }

    /** Tells no words: safe for a log. */
    @Override
    public String toString() {
        return "NewTask[" + key.orElse("") + "]";
    }
}
