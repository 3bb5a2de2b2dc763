// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.tasks;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks a list shows: those that come into sight on one of the ways, are in one of the states, and fit. They are
 * shown by their deadlines, those without one last.
 *
 * <p>Ways stay apart, and states with them: asked with OR over several columns, a database reads every task there is and
 * sorts it. One way in one state is a stretch of one index, which lies in the order of the list: of each no more is read
 * than is shown.
 *
 * @param ways a task may lie on several
 */
record Selection(List<Condition> ways, Set<TaskState> states, Condition fitting) {
    /** Where a task stands in the list: by its deadline, then by its id. */
    record Place(long due, String id) implements Comparable<Place> {
        @Override
        public String toString() {
            return due + "." + id;
        }

        @Override
        public int compareTo(Place other) {
            return due == other.due ? id.compareTo(other.id) : Long.compare(due, other.due);
        }
    }

    /**
     * A page of the list.
     *
     * @param next where the page ends; empty where the list does
     */
    record Page(List<Task> tasks, Optional<Place> next) {}

    Selection and(String more, Object... values) {
        return new Selection(ways, states, fitting.and(more, values));
    }

    /** What comes after that place. */
    Selection behind(Place place) {
        // The first part alone says no more, but lets the index begin there.
        return and("due_sort >= ? AND (due_sort > ? OR id > ?)", place.due(), place.due(), place.id());
    }

    List<Condition> stretches() {
        return ways.stream()
                .flatMap(way -> states.stream()
                        .map(state -> way.and("state = ?", state.word()).and(fitting)))
                .toList();
    }
}
