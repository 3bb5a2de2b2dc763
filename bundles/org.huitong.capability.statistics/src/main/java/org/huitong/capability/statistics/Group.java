// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.util.Comparator;

/**
 * Messages that are alike in all that is counted. Each message is in one group; what is found about it, and that it was
 * taken back, leads it to another one.
 *
 * @param hour in whole hours since 1970, UTC
 * @param circle whose they are
 */
record Group(int hour, String platform, String type, Circle circle, boolean recalled) implements Comparable<Group> {
    // One order of updates for all: two transactions that wait for each other's rows are a deadlock.
    private static final Comparator<Group> ORDER = Comparator.comparingInt(Group::hour)
            .thenComparing(Group::platform)
            .thenComparing(Group::type)
            .thenComparing(Group::circle)
            .thenComparing(Group::recalled);

    static Group of(int hour, String platform, String type) {
        return new Group(hour, platform, type, Circle.NOBODY, false);
    }

    Group of(Circle other) {
        return circle.equals(other) ? this : new Group(hour, platform, type, other, recalled);
    }

    Group takenBack() {
        return recalled ? this : new Group(hour, platform, type, circle, true);
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
