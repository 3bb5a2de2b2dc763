// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Work that goes on in the background while its owner looks at the progress: at {@code /api/v1/jobs} and in the shell.
 * A job is a row, begun with the caller's transaction; the work is a {@link JobKind}. Provided by clock; safe for many
 * threads.
 */
@ProviderType
public interface Jobs {
    /** Orders a job; it begins when this transaction is kept. @return its id */
    String start(Connection transaction, Order order) throws SQLException;

    /** Orders a job at once. @return its id */
    String start(Order order);

    /** How it stands; empty where there is none of this id, or it was cleared away. */
    Optional<Job> find(String id);

    /** Asks it to end; what it has done stays done. One that has ended is left as it is. */
    void cancel(String id);

    /**
     * What is to be done.
     *
     * @param kind the name of a {@link JobKind}, such as {@code messages.tag}
     * @param title what its owner calls it, such as 给 1,200 条消息加标签; no text of messages
     * @param owner the account that ordered it and may see, cancel and undo it
     * @param permission who else may, such as {@code messages.tag}; absent: nobody but the owner
     * @param argument what the kind needs to know, as JSON or as it likes; kept sealed, up to 1 MB
     */
    record Order(String kind, LocalText title, String owner, Optional<String> permission, String argument) {
        public Order {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(title);
            Objects.requireNonNull(owner);
            Objects.requireNonNull(permission);
            Objects.requireNonNull(argument);
        }

        @Override
        public String toString() {
            return "Order[" + kind + ", " + owner + "]";
        }
    }

    /**
     * How a job stands.
     *
     * @param done of {@code total}, in whatever the kind counts; both 0 while it is not known
     * @param words what came of it, once it is over
     */
    record Job(
            String id,
            String kind,
            LocalText title,
            String owner,
            State state,
            long done,
            long total,
            Optional<LocalText> words) {}

    /** Where in its life a job is. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }
}
