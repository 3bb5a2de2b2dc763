// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.outbox;

import java.util.Objects;
import java.util.Optional;

/**
 * To whom a letter goes. Where no platform is named, it is found at the first try. Of people's own addresses nothing
 * shows in a log.
 */
public sealed interface To {
    /** A person by the hub's own id, wherever they are. */
    record Person(String person) implements To {
        public Person {
            Objects.requireNonNull(person);
        }
    }

    /** Whoever has that role, in that department where one is named. */
    record Role(String role, Optional<String> department) implements To {
        public Role {
            Objects.requireNonNull(role);
            Objects.requireNonNull(department);
        }
    }

    /**
     * A conversation of a platform.
     *
     * @param account the part of the configuration's name after {@code ~}
     */
    record Room(String platform, String account, String conversation) implements To {
        public Room {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(account);
            Objects.requireNonNull(conversation);
        }
    }

    /** Somebody by the platform's own id, one to one. */
    record User(String platform, String account, String user) implements To {
        public User {
            Objects.requireNonNull(platform);
            Objects.requireNonNull(account);
            Objects.requireNonNull(user);
        }
    }

    /** An address of electronic mail. */
    record Mail(String address) implements To {
        public Mail {
            Objects.requireNonNull(address);
        }

        @Override
        public String toString() {
            return "Mail[]";
        }
    }

    /** The number of a telephone. */
    record Mobile(String number) implements To {
        public Mobile {
            Objects.requireNonNull(number);
        }

        @Override
        public String toString() {
            return "Mobile[]";
        }
    }
}
