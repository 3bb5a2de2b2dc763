// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Messages that are alike in all that is counted. Each message is in one group; what is found about it, and that it was
 * taken back, leads it to another one.
 *
 * @param hour in whole hours since 1970, UTC
 * @param departments those that it is of
 */
record Group(int hour, String platform, String type, SortedSet<String> departments, boolean recalled)
        implements Comparable<Group> {
    // One order of updates for all: two transactions that wait for each other's rows are a deadlock.
    private static final Comparator<Group> ORDER = Comparator.comparingInt(Group::hour)
            .thenComparing(Group::platform)
            .thenComparing(Group::type)
            .thenComparing(group -> String.join("\0", group.departments()))
            .thenComparing(Group::recalled);

    static Group of(int hour, String platform, String type) {
        return new Group(hour, platform, type, Collections.emptySortedSet(), false);
    }

    Group with(String department) {
        SortedSet<String> more = new TreeSet<>(departments);
        more.add(department);
        return of(more);
    }

    Group of(SortedSet<String> others) {
        return departments.equals(others)
                ? this
                : new Group(hour, platform, type, Collections.unmodifiableSortedSet(others), recalled);
    }

    Group takenBack() {
        return recalled ? this : new Group(hour, platform, type, departments, true);
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
