// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One of the group's companies.
 *
 * @param id the hub's own, never used for another
 * @param parent the id of the company that it belongs to
 * @param head the id of the person who leads it
 * @param contacts who is to be asked about what; a general one has no subject
 */
public record Company(String id, String name, Optional<String> parent, Optional<String> head, List<Contact> contacts) {
    public Company {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(parent);
        Objects.requireNonNull(head);
        contacts = List.copyOf(contacts);
    }

    /** The one for the subject, or the general one where the subject has none of its own. */
    public Optional<String> contact(String subject) {
        return named(subject).or(() -> named(Contact.GENERAL));
    }

    private Optional<String> named(String subject) {
        return contacts.stream()
                .filter(c -> c.subject().equals(subject))
                .map(Contact::person)
                .findFirst();
    }

    /**
     * Whom to ask.
     *
     * @param subject in the company's own words, such as 客诉; {@link #GENERAL} for everything else
     * @param person the id
     */
    public record Contact(String subject, String person) {
        public static final String GENERAL = "";

        public Contact {
            Objects.requireNonNull(subject);
            Objects.requireNonNull(person);
        }
    }
}
