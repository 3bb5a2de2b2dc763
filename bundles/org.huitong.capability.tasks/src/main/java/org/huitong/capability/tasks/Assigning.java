// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.huitong.api.people.Department;
import org.huitong.api.people.Person;
import org.huitong.api.work.Duty;

/**
 * Who sees to a task: somebody who is wished for, else of the department whoever has the post and the least to do, else
 * whom it names as its contact, else its head. Who is away is stood in for.
 *
 * @param post empty where no post is written down
 * @param load how many tasks somebody has
 */
record Assigning(Duty duty, String post, ToIntFunction<String> load) {
    Optional<Person> choose(Optional<String> wished, Optional<String> department) {
        return wished.flatMap(duty::of).or(() -> department.flatMap(this::ofDepartment));
    }

    private Optional<Person> ofDepartment(String department) {
        return holders(department).stream()
                .filter(duty::isHere)
                .min(Comparator.<Person>comparingInt(p -> load.applyAsInt(p.id()))
                        .thenComparing(Person::id))
                .or(() -> duty.roster()
                        .department(department)
                        .flatMap(Department::contact)
                        .flatMap(duty::of))
                .or(() -> duty.ofDepartment(department));
    }

    /** Those of the department who have the post. */
    List<Person> holders(String department) {
        return post.isEmpty()
                ? List.of()
                : duty.roster().members(department, duty.date()).stream()
                        .filter(person -> person.post().equals(post))
                        .toList();
    }
}
