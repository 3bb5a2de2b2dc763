// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.access;

import java.util.Objects;
import org.huitong.api.filter.Facts;

/** What an act is done on, as far as rights depend on it. A right may reach everything, or some of these alone. */
public sealed interface On {
    /**
     * Nothing in particular: whether somebody may do it at all. Who may read the messages of one department may come in
     * to read; who may manage one company may not what concerns all of them.
     */
    record Nothing() implements On {}

    /** One message, by what is known of it without a word of it. */
    record Message(Facts facts) implements On {
        public Message {
            Objects.requireNonNull(facts);
        }
    }

    /** @param id the hub's own id */
    record Department(String id) implements On {
        public Department {
            Objects.requireNonNull(id);
        }
    }

    /** @param id the hub's own id */
    record Company(String id) implements On {
        public Company {
            Objects.requireNonNull(id);
        }
    }

    /** @param id the hub's own id */
    record Person(String id) implements On {
        public Person {
            Objects.requireNonNull(id);
        }
    }

    /** @param name a login name of this hub */
    record Account(String name) implements On {
        public Account {
            Objects.requireNonNull(name);
        }
    }

    static On nothing() {
        return new Nothing();
    }
}
