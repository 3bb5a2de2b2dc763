// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.huitong.api.message.Message;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Mark;

/**
 * Works out to which group each message of a batch comes, from the one that it was in. Pure: the same entries on the
 * same knowledge come to the same.
 *
 * <p>Why nothing counts twice: a message is in one group at a time, and an entry that is read again leads it where it is
 * already.
 */
final class Tally {
    private static final long SECONDS_PER_HOUR = 3600;

    private final Map<Long, Group> before;
    private final Map<Long, Group> moved = new HashMap<>();

    /** @param before the groups that messages are in, by their places; those that were not counted yet are not in it */
    Tally(Map<Long, Group> before) {
        this.before = before;
    }

    void take(Entry entry) {
        if (entry instanceof Entry.Said said) {
            count(said.firstSeq(), said.message());
            if (said.recalled()) {
                recall(said.firstSeq());
            }
            belongs(said.firstSeq(), said.marks());
        } else if (entry instanceof Entry.Found found) {
            count(found.firstSeq(), found.message());
            belongs(found.firstSeq(), found.marks());
        } else if (entry instanceof Entry.Recalled recalled) {
            recall(recalled.firstSeq());
        }
    }

    /** Where messages are now that were elsewhere, or nowhere. */
    Map<Long, Group> moved() {
        return moved;
    }

    /** By how many messages each group has grown, every group of {@link #moved()} among them; below 0 where it shrank. */
    SortedMap<Group, Long> growth() {
        SortedMap<Group, Long> growth = new TreeMap<>();
        moved.forEach((place, group) -> {
            growth.merge(group, 1L, Long::sum);
            if (before.containsKey(place)) {
                growth.merge(before.get(place), -1L, Long::sum);
            }
        });
        return growth;
    }

    /** An edit stays where the message was counted first. */
    private void count(long place, Message message) {
        if (now(place) == null) {
            moved.put(
                    place,
                    Group.of(
                            hour(message.sentAt()),
                            message.key().platform(),
                            message.content().type().word()));
        }
    }

    /** An entry tells what is true of the message now: whose it is no more is left out. */
    private void belongs(long place, Set<Mark> marks) {
        move(place, now(place).of(Circle.of(marks)));
    }

    /** What is not counted yet will say itself that it was recalled. */
    private void recall(long place) {
        Group group = now(place);
        if (group != null) {
            move(place, group.takenBack());
        }
    }

    private Group now(long place) {
        Group group = moved.get(place);
        return group != null ? group : before.get(place);
    }

    private void move(long place, Group to) {
        if (!to.equals(now(place))) {
            moved.put(place, to);
        }
    }

    static int hour(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), SECONDS_PER_HOUR);
    }

    static Instant instant(int hour) {
        return Instant.ofEpochSecond(hour * SECONDS_PER_HOUR);
    }
}
