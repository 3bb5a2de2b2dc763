// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks.routine;

import java.util.Optional;
import org.huitong.api.people.Person;

/**
 * What one of those who are asked has to do of a round.
 *
 * @param person who was asked, whoever stands in for them; empty: somebody of the department
 * @param task the task by which it is asked
 */
record Share(Optional<String> person, Optional<String> department, String task) {
    static Share of(Person person) {
        return new Share(Optional.of(person.id()), Optional.empty(), "");
    }

    Share by(String id) {
        return new Share(person, department, id);
    }

    /** The same person is asked once, also where they are named and of a department that is. */
    String whose() {
        return person.map(id -> "p:" + id).orElseGet(() -> "d:" + department.orElseThrow());
    }
}
