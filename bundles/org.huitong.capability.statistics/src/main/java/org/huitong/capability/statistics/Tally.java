// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.huitong.api.message.Message;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Mark;

/**
 * Works out what a batch of entries adds to the counts, from what was counted before. Pure: the same entries on the
 * same knowledge add the same.
 *
 * <p>Why nothing counts twice: a message adds to its hour only when its {@link Counted} has no hour yet, to a
 * department only when that department is not in it, and to the recalled only when it was not recalled. All three are
 * kept in the transaction that keeps the counts.
 */
final class Tally {
    /** In the counts of departments: in none. */
    static final String NONE = "";

    private static final long SECONDS_PER_HOUR = 3600;

    private final Map<String, Counted> known;
    private final Map<String, Counted> changed = new LinkedHashMap<>();
    private final Map<Cell, Count> counts = new TreeMap<>();

    /** @param known what was counted of the messages that the entries speak of */
    Tally(Map<String, Counted> known) {
        this.known = new LinkedHashMap<>(known);
    }

    void take(Entry entry) {
        if (entry instanceof Entry.Said said) {
            message(said.message());
            said.findings().forEach(finding -> departments(said.id().value(), finding));
        } else if (entry instanceof Entry.Found found) {
            message(found.message());
            departments(found.id().value(), found.finding());
        } else if (entry instanceof Entry.Recalled recalled) {
            recall(recalled);
        }
    }

    /** What must be remembered now, by message. */
    Collection<Map.Entry<String, Counted>> changed() {
        return changed.entrySet();
    }

    Optional<Counted> before(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** What is to be added to each count. */
    Map<Cell, Count> counts() {
        return counts;
    }

    private void message(Message message) {
        String id = message.id().value();
        Counted counted = now(id);
        if (counted != null && counted.place().isPresent()) {
            return;
        }
        boolean recalled = counted != null && counted.recalled();
        Place place = new Place(
                hour(message.sentAt()),
                message.key().platform(),
                message.content().type().word());
        Counted first = new Counted(message.key().platform(), Optional.of(place), recalled, new TreeSet<>());
        changed.put(id, first);
        add(place, Cell.ALL, 1, recalled ? 1 : 0);
        add(place, NONE, 1, recalled ? 1 : 0);
    }

    private void departments(String id, Finding finding) {
        for (String department : finding.values(Mark.Kind.DEPARTMENT)) {
            Counted counted = now(id);
            if (counted.departments().contains(department)) {
                continue;
            }
            Place place = counted.place().orElseThrow();
            int recalled = counted.recalled() ? 1 : 0;
            if (counted.departments().isEmpty()) {
                add(place, NONE, -1, -recalled);
            }
            add(place, department, 1, recalled);
            changed.put(id, counted.in(department));
        }
    }

    private void recall(Entry.Recalled entry) {
        String id = entry.id().value();
        Counted counted = now(id);
        if (counted == null) {
            // It may be said later; then it counts as recalled at once.
            changed.put(id, new Counted(entry.recall().key().platform(), Optional.empty(), true, new TreeSet<>()));
            return;
        }
        if (counted.recalled()) {
            return;
        }
        changed.put(id, counted.takenBack());
        counted.place().ifPresent(place -> {
            add(place, Cell.ALL, 0, 1);
            if (counted.departments().isEmpty()) {
                add(place, NONE, 0, 1);
            }
            counted.departments().forEach(department -> add(place, department, 0, 1));
        });
    }

    private Counted now(String id) {
        Counted counted = changed.get(id);
        return counted != null ? counted : known.get(id);
    }

    private void add(Place place, String department, long messages, long recalled) {
        counts.merge(new Cell(place, department), new Count(messages, recalled), Count::plus);
    }

    static int hour(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), SECONDS_PER_HOUR);
    }

    static Instant instant(int hour) {
        return Instant.ofEpochSecond(hour * SECONDS_PER_HOUR);
    }

    /** Where a message counts. */
    record Place(int hour, String platform, String type) {}

    /** One count: of a place as a whole ({@link #ALL}) or within it of one department. */
    record Cell(Place place, String department) implements Comparable<Cell> {
        /** No department may have this name: a mark is never blank. */
        static final String ALL = " ";

        // One order of updates for all: two transactions that wait for each other's rows are a deadlock.
        private static final Comparator<Cell> ORDER = Comparator.comparing(
                        (Cell cell) -> cell.place().hour())
                .thenComparing(Cell::department)
                .thenComparing(cell -> cell.place().platform())
                .thenComparing(cell -> cell.place().type());

        boolean ofDepartment() {
            return !department.equals(ALL);
        }

        @Override
        public int compareTo(Cell other) {
            return ORDER.compare(this, other);
        }
    }

    /** Messages, and how many of them were taken back. */
    record Count(long messages, long recalled) {
        Count plus(Count other) {
            return new Count(messages + other.messages, recalled + other.recalled);
        }
    }

    /**
     * What is remembered of a message.
     *
     * @param place empty while only its recall has come
     */
    record Counted(String platform, Optional<Place> place, boolean recalled, SortedSet<String> departments) {
        Counted in(String department) {
            SortedSet<String> more = new TreeSet<>(departments);
            more.add(department);
            return new Counted(platform, place, recalled, more);
        }

        Counted takenBack() {
            return new Counted(platform, place, true, departments);
        }
    }
}
