// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A company's own directory as a source of people. Implemented by plugs, registered as a service; the capability people
 * reads it in the background, compares, and carries out what the brake lets through.
 */
@ConsumerType
public interface Directory {
    /** The platform under which its ids are kept with persons, such as {@code ldap}. */
    String platform();

    /** Which one of them, by the name of its configuration. */
    String tenant();

    /**
     * Reads everybody. Called by one thread at a time, in the background; may take minutes.
     *
     * @param progress told how many have been read; what it throws ends the reading and is to be let pass
     */
    Reading read(Progress progress) throws InterruptedException;

    /** Hears how far a reading is. */
    @FunctionalInterface
    interface Progress {
        void read(int persons) throws InterruptedException;
    }

    /** What came of reading. */
    sealed interface Reading {
        /** Everybody who is there; whoever is not in it has left. */
        record Everybody(List<Entry> entries) implements Reading {
            public Everybody {
                entries = List.copyOf(entries);
            }
        }

        /** @param reason why it could not be read to its end, and how to mend it; without content */
        record Unreadable(LocalText reason) implements Reading {
            public Unreadable {
                Objects.requireNonNull(reason);
            }
        }
    }

    /**
     * Somebody as the directory has them. What is empty is not known there.
     *
     * @param key the id that never changes, whatever they are called and wherever they stand
     * @param departments each as the names from above joined by slashes; several are normal
     * @param superior the employee number of whom they answer to
     */
    record Entry(
            String key,
            String employee,
            String name,
            String company,
            List<String> departments,
            String post,
            String superior,
            String mail,
            String mobile,
            Optional<String> login) {
        public Entry {
            Objects.requireNonNull(key);
            departments = List.copyOf(departments);
            Objects.requireNonNull(login);
        }

        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "Entry[" + key + "]";
        }
    }
}
