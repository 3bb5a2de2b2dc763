// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Asks several people, one after the other, before something is done. Provided by the capability approvals; safe for many
 * threads. Where that is away, or approvals are off, nobody is asked.
 */
@ProviderType
public interface Approvals {
    /** Whether what changes rights or lets something out waits for an approval here. */
    boolean isOn();

    /** The roles that approve, one after the other, as is set; {@code department-head} is whoever leads. */
    List<String> chain();

    /** Why nothing that is asked for could be decided now, in words; empty where it can be, also where approvals are off. */
    Optional<LocalText> hindrance();

    /**
     * Asks, within the caller's transaction. What is asked for is done by the {@link Approvable} of its kind once everybody
     * has approved.
     *
     * @return the approval's id
     * @throws org.huitong.api.web.Problem where there is nobody to approve a step
     */
    String ask(Connection transaction, Request request) throws SQLException;

    /**
     * How something stands that was asked for: {@code waiting approved refused expired overtaken}; empty where there is none
     * of this id.
     */
    default Optional<String> state(String approval) {
        return Optional.empty();
    }

    /**
     * What is asked for. Its words are kept sealed.
     *
     * @param kind the name of an {@link Approvable}, such as {@code rights.change}
     * @param difference what would be another, in words for people
     * @param by who asks, and may do it
     * @param concerned the id of the person whom it is about
     * @param argument what the {@link Approvable} needs to do it
     * @param chain the roles that approve this, one after the other; empty: as is set
     * @param emergency why it cannot wait: then it is done as soon as one has approved, and looked at afterwards
     */
    record Request(
            String kind,
            LocalText title,
            LocalText difference,
            Asker by,
            String concerned,
            String argument,
            Optional<String> emergency,
            List<String> chain) {
        public Request {
            Objects.requireNonNull(kind);
            Objects.requireNonNull(title);
            Objects.requireNonNull(difference);
            Objects.requireNonNull(by);
            Objects.requireNonNull(concerned);
            Objects.requireNonNull(argument);
            Objects.requireNonNull(emergency);
            chain = List.copyOf(chain);
        }

        /** One that goes the way that is set. */
        public Request(
                String kind,
                LocalText title,
                LocalText difference,
                Asker by,
                String concerned,
                String argument,
                Optional<String> emergency) {
            this(kind, title, difference, by, concerned, argument, emergency, List.of());
        }

        /** Tells no words: safe for a log. */
        @Override
        public String toString() {
            return "Request[" + kind + " of " + by.account() + "]";
        }
    }
}
