// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;

/**
 * Finds the lines of a page of messages: along the rarest posting that holds all of them, else through the log itself.
 * Either way it looks for so long and no longer, and gives a page that is short, with the place from which to go on.
 */
public final class LineFinder {
    private static final long FIRST_WINDOW = 2_000;
    private static final long LARGEST_WINDOW = 50_000;
    /** Lines of a posting that are asked about at once. */
    private static final int CHUNK = Condition.LINES;
    /** Which of two postings is rarer is looked at so far and no further. */
    private static final int WEIGHED = 400;
    /** Half of what a page may take: what was found has to be read and opened, too. */
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final Connection connection;
    private final Known names;
    private final long head;
    private final long begun = System.nanoTime();

    private LineFinder(Connection connection, Known names, long head) {
        this.connection = connection;
        this.names = names;
        this.head = head;
    }

    /**
     * What was found.
     *
     * @param seqs in the order of the page
     * @param next from where the page goes on, by the meaning of its order; empty at the end
     */
    public record Found(List<Long> seqs, OptionalLong next) {}

    /** @param sought what the asker may see of what was asked for */
    public static Found find(Connection connection, Sought sought, MessageQuery query, long head) throws SQLException {
        LineFinder finder = new LineFinder(connection, Known.of(connection, sought), head);
        if (query.order() instanceof Order.Spoken spoken) {
            return finder.spoken(spoken, query.limit());
        }
        boolean descending = query.order() instanceof Order.Newest;
        long after = query.order() instanceof Order.Oldest oldest ? oldest.after() : 0;
        long upTo = query.order() instanceof Order.Newest newest
                ? Math.min(head, newest.before().orElse(Long.MAX_VALUE) - 1)
                : head;
        Optional<Drive.Along> way = Drive.of(finder.names, sought.filter()).rarest(connection, WEIGHED);
        if (way.isEmpty() && sought.hasWords()) {
            way = Optional.of(new Drive.Along(List.of(Posting.log())));
        }
        return way.isPresent()
                ? finder.along(way.get(), after, upTo, descending, query.limit())
                : finder.through(after, upTo, descending, query.limit());
    }

    /** Those among the first lines of messages that fit. */
    public static List<Long> fitting(Connection connection, Sought sought, List<Long> lines) throws SQLException {
        return new LineFinder(connection, Known.of(connection, sought), Long.MAX_VALUE).fitting(lines, false);
    }

    /** The condition, to be asked of these lines where words are part of it, else of any. */
    private Condition condition(List<Long> lines) {
        return FilterSql.of(names, names.sought().filter(), lines);
    }

    /** The condition of a filter without words, for a walk that shows what it finds. */
    private Condition shown() {
        Condition fits = condition(List.of());
        return isTwiceSomewhere()
                ? fits.and(FilterSql.once(names, names.sought().filter()))
                : fits;
    }

    /** Whether some line may be the same as another of which one is to be shown. */
    private boolean isTwiceSomewhere() {
        return names.sought().once() && names.isAnyTwice();
    }

    private boolean isLate() {
        return System.nanoTime() - begun > LONGEST.toNanos();
    }

    /** Along postings, merged; of each chunk the whole condition is asked. */
    private Found along(Drive.Along way, long after, long upTo, boolean descending, int limit) throws SQLException {
        List<Long> found = new ArrayList<>();
        long low = after;
        long high = upTo;
        while (low < high) {
            TreeSet<Long> candidates = new TreeSet<>();
            // Where a posting has more, nothing is known of it beyond the last line that it gave.
            long known = descending ? low : high;
            for (Posting posting : way.postings()) {
                List<Long> lines = posting.lines(connection, low, high, descending, CHUNK);
                candidates.addAll(lines);
                if (lines.size() == CHUNK) {
                    long last = lines.get(CHUNK - 1);
                    known = descending ? Math.max(known, last - 1) : Math.min(known, last);
                }
            }
            long edge = known;
            candidates.removeIf(seq -> descending ? seq <= edge : seq > edge);
            for (long seq : fitting(new ArrayList<>(candidates), descending)) {
                found.add(seq);
                if (found.size() == limit) {
                    return new Found(found, OptionalLong.of(seq));
                }
            }
            if (descending) {
                high = edge;
            } else {
                low = edge;
            }
            if (low < high && isLate()) {
                return new Found(found, OptionalLong.of(descending ? high + 1 : low));
            }
        }
        return new Found(found, OptionalLong.empty());
    }

    private List<Long> fitting(List<Long> candidates, boolean descending) throws SQLException {
        List<Long> fitting = each(candidates);
        if (isTwiceSomewhere()) {
            Map<Long, Long> firsts = firsts(fitting);
            Set<Long> shown = Set.copyOf(each(List.copyOf(new TreeSet<>(firsts.values()))));
            fitting.removeIf(line -> firsts.containsKey(line) && shown.contains(firsts.get(line)));
        }
        fitting.sort(descending ? Comparator.reverseOrder() : Comparator.naturalOrder());
        return fitting;
    }

    /** Of those that came through two doors the line of the earlier one, where that was not forgotten. */
    private Map<Long, Long> firsts(List<Long> lines) throws SQLException {
        Map<Long, Long> firsts = new HashMap<>();
        for (int i = 0; i < lines.size(); i += CHUNK) {
            Condition among = Condition.in(lines.subList(i, Math.min(i + CHUNK, lines.size())));
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT j.seq, j.first_seq FROM hub_same j --DERBY-PROPERTIES constraint=HUB_SAME_PK\n JOIN"
                            + " hub_journal f --DERBY-PROPERTIES constraint=HUB_JOURNAL_PK\n ON f.seq = j.first_seq"
                            + " WHERE f.body_key <> '' AND " + among.sql())) {
                among.bind(select);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        firsts.put(row.getLong(1), row.getLong(2));
                    }
                }
            }
        }
        return firsts;
    }

    private List<Long> each(List<Long> candidates) throws SQLException {
        List<Long> fitting = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i += CHUNK) {
            List<Long> chunk = candidates.subList(i, Math.min(i + CHUNK, candidates.size()));
            Condition among = Condition.in(chunk);
            Condition condition = condition(chunk);
            try (PreparedStatement select = connection.prepareStatement("SELECT j.seq FROM hub_journal j WHERE "
                    + among.sql() + " AND j.kind = 1 AND " + condition.sql())) {
                condition.bind(select, among.bind(select));
                fitting.addAll(seqs(select));
            }
        }
        return fitting;
    }

    /**
     * Through the log in windows that grow: neither database is made to sort all of it for its last fifty lines, and a
     * filter that fits little is still answered by few questions.
     */
    private Found through(long after, long upTo, boolean descending, int limit) throws SQLException {
        List<Long> found = new ArrayList<>();
        Condition condition = shown();
        long low = after;
        long high = upTo;
        for (long window = FIRST_WINDOW; low < high; window = Math.min(LARGEST_WINDOW, window * 4)) {
            long from = descending ? Math.max(low, high - window) : low;
            long to = descending ? high : Math.min(high, low + window);
            found.addAll(within(condition, from, to, descending, limit - found.size()));
            if (found.size() == limit) {
                return new Found(found, OptionalLong.of(found.get(limit - 1)));
            }
            if (descending) {
                high = from;
            } else {
                low = to;
            }
            if (low < high && isLate()) {
                return new Found(found, OptionalLong.of(descending ? high + 1 : low));
            }
        }
        return new Found(found, OptionalLong.empty());
    }

    private List<Long> within(Condition condition, long after, long upTo, boolean descending, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT j.seq FROM hub_journal j WHERE "
                + condition.sql() + " AND j.kind = 1 AND j.seq > ? AND j.seq <= ? ORDER BY j.seq "
                + (descending ? "DESC" : "ASC") + " FETCH FIRST ? ROWS ONLY")) {
            int i = condition.bind(select);
            select.setLong(i++, after);
            select.setLong(i++, upTo);
            select.setInt(i, limit);
            return seqs(select);
        }
    }

    /** As it was spoken: by the platform's own order, then id; upwards from {@code after}, or the page before {@code before}. */
    private Found spoken(Order.Spoken order, int limit) throws SQLException {
        boolean back = order.before().isPresent();
        long place = back ? order.before().getAsLong() : order.after().orElse(0);
        boolean byWords = names.sought().hasWords();
        Condition condition = byWords ? FilterSql.of(names, order.room()) : shown();
        int atOnce = byWords ? CHUNK : limit;
        List<Long> found = new ArrayList<>();
        OptionalLong next = OptionalLong.empty();
        List<Long> lines;
        do {
            lines = spoken(condition, place(place), back, atOnce);
            Set<Long> fit = byWords ? Set.copyOf(fitting(lines, false)) : Set.copyOf(lines);
            for (long line : lines) {
                if (found.size() < limit) {
                    place = line;
                    if (fit.contains(line)) {
                        found.add(line);
                    }
                }
            }
        } while (found.size() < limit && lines.size() == atOnce && !isLate());
        if (found.size() == limit || lines.size() == atOnce) {
            next = OptionalLong.of(place);
        }
        if (back) {
            Collections.reverse(found);
        }
        return new Found(found, next);
    }

    private List<Long> spoken(Condition condition, Place place, boolean back, int most) throws SQLException {
        String beyond = place == null
                ? ""
                : back
                        ? " AND (j.order_key < ? OR (j.order_key = ? AND j.id < ?))"
                        : " AND (j.order_key > ? OR (j.order_key = ? AND j.id > ?))";
        String direction = back ? "DESC" : "ASC";
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT j.seq FROM hub_journal j WHERE " + condition.sql() + " AND j.kind = 1 AND j.seq <= ?" + beyond
                        + " ORDER BY j.order_key " + direction + ", j.id " + direction + " FETCH FIRST ? ROWS ONLY")) {
            int i = condition.bind(select);
            select.setLong(i++, head);
            if (place != null) {
                select.setLong(i++, place.order());
                select.setLong(i++, place.order());
                select.setBytes(i++, place.id());
            }
            select.setInt(i, most);
            return seqs(select);
        }
    }

    private record Place(long order, byte[] id) {}

    private Place place(long seq) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT order_key, id FROM hub_journal WHERE seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Place(row.getLong(1), row.getBytes(2)) : null;
            }
        }
    }

    private static List<Long> seqs(PreparedStatement select) throws SQLException {
        List<Long> seqs = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                seqs.add(row.getLong(1));
            }
        }
        return seqs;
    }
}
