// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.attention;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.stage.Priority;

/**
 * Who is told at once of which messages.
 *
 * @param id 0 as long as it is not saved
 * @param version of the set in which it became what it is now
 * @param priority how important a message is at least
 * @param tags one of these it has; none: any
 * @param department the id of the department whose message it is; empty: any
 * @param pause between one telling and the next
 * @param times how often somebody is told before it goes a step up
 */
record PushRule(
        long id,
        int version,
        String name,
        Priority priority,
        Set<String> tags,
        Optional<String> department,
        List<Recipient> recipients,
        Duration pause,
        int times,
        boolean on) {
    PushRule {
        Objects.requireNonNull(name);
        Objects.requireNonNull(priority);
        tags = Set.copyOf(tags);
        Objects.requireNonNull(department);
        recipients = List.copyOf(recipients);
        Objects.requireNonNull(pause);
    }

    PushRule as(long otherId, int otherVersion) {
        return new PushRule(otherId, otherVersion, name, priority, tags, department, recipients, pause, times, on);
    }

    boolean fits(Priority of, Set<String> itsTags) {
        return on
                && of.compareTo(priority) >= 0
                && (tags.isEmpty() || tags.stream().anyMatch(itsTags::contains));
    }

    /** Whether it is for messages of one of these departments. */
    boolean isOf(Set<String> departments) {
        return department.map(departments::contains).orElse(true);
    }

    /** Whom it goes to first. */
    sealed interface Recipient {
        /** Whoever leads the department. */
        record Head() implements Recipient {
            @Override
            public String toString() {
                return HEAD;
            }
        }

        /** Whoever of the department has that post. */
        record Post(String post) implements Recipient {
            @Override
            public String toString() {
                return POST + post;
            }
        }

        /** Whoever has that role for the department, or is the nearest to have it. */
        record Role(String role) implements Recipient {
            @Override
            public String toString() {
                return ROLE + role;
            }
        }

        /** Somebody by the hub's id. */
        record Named(String person) implements Recipient {
            @Override
            public String toString() {
                return PERSON + person;
            }
        }

        String HEAD = "head";
        String POST = "post:";
        String ROLE = "role:";
        String PERSON = "person:";

        static Optional<Recipient> read(String text) {
            String word = text.strip();
            if (word.equals(HEAD)) {
                return Optional.of(new Head());
            }
            return rest(word, POST)
                    .<Recipient>map(Post::new)
                    .or(() -> rest(word, ROLE).map(Role::new))
                    .or(() -> rest(word, PERSON).map(Named::new));
        }

        private static Optional<String> rest(String word, String prefix) {
            return word.startsWith(prefix)
                    ? Optional.of(word.substring(prefix.length()).strip()).filter(r -> !r.isEmpty())
                    : Optional.empty();
        }
    }
}
