// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of a company. Two companies' departments of one name are two.
 *
 * @param id the hub's own, never used for another
 * @param company the id of the {@link Company}
 * @param parent the id of the department above, of the same company
 * @param head the id of the person who leads it
 * @param contact the id of the person to be asked
 * @param closed whether it has ended: it stays for what was, and nobody belongs to it
 */
public record Department(
        String id,
        String name,
        String company,
        Optional<String> parent,
        Optional<String> head,
        Optional<String> contact,
        boolean closed) {
    public Department {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(company);
        Objects.requireNonNull(parent);
        Objects.requireNonNull(head);
        Objects.requireNonNull(contact);
    }
}
