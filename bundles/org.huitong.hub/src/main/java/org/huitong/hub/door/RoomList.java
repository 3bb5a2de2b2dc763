// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.query.MessageDoor;
import org.huitong.api.query.MessageQuery;
import org.huitong.api.query.MessageQuery.Order;

/**
 * Rooms by their newest message that fits. The log is walked from its newest line; a line counts where it is the newest
 * of its room. Either the page is full, or the time for it is over: then it is short, with the place to go on.
 */
final class RoomList {
    private static final int LOOKED_AT_ONCE = 100;
    /** Where few of many fit, as for whoever may see little of a busy room, counting ends here. */
    private static final int MOST_LOOKED_AT = 2_000;

    private static final Duration LONGEST = Duration.ofMillis(500);

    private final Connection connection;
    private final Sought visible;
    private final long head;
    private final long begun = System.nanoTime();

    private RoomList(Connection connection, Sought visible, long head) {
        this.connection = connection;
        this.visible = visible;
        this.head = head;
    }

    /** A room, and the line of its newest message. */
    record Line(int room, long seq) {}

    /** @param next from below which line the next page goes on */
    record Found(List<Line> lines, OptionalLong next) {}

    /** @param visible what the asker may see of what was asked for */
    static Found find(Connection connection, Sought visible, OptionalLong before, int limit, long head)
            throws SQLException {
        return new RoomList(connection, visible, head).find(before, limit);
    }

    private Found find(OptionalLong before, int limit) throws SQLException {
        List<Line> found = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        OptionalLong place = before;
        while (true) {
            MessageQuery query = new MessageQuery(visible.filter(), new Order.Newest(place), LOOKED_AT_ONCE);
            LineFinder.Found lines = LineFinder.find(connection, visible, query, head);
            for (long seq : lines.seqs()) {
                int room = room(seq);
                // One that has a newer message stood on an earlier page.
                if (seen.add(room) && (before.isEmpty() || !isSpokenInFrom(room, before.getAsLong()))) {
                    found.add(new Line(room, seq));
                    if (found.size() == limit) {
                        return new Found(found, OptionalLong.of(seq));
                    }
                }
            }
            place = lines.next();
            if (place.isEmpty() || System.nanoTime() - begun > LONGEST.toNanos()) {
                return new Found(found, place);
            }
        }
    }

    private int room(long seq) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT room FROM hub_journal WHERE seq = ?")) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private boolean isSpokenInFrom(int room, long seq) throws SQLException {
        return count(connection, visible, room, seq - 1, head, 1) > 0;
    }

    /**
     * How many messages of a room fit that stand behind a line, counted to {@code most}, among the first two thousand
     * there: the walk has an end whatever the filter.
     */
    static int count(Connection connection, Sought visible, int room, long after, long upTo, int most)
            throws SQLException {
        int fitting = 0;
        long low = after;
        for (int looked = 0; low < upTo && looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
            List<Long> lines = Posting.room(room).lines(connection, low, upTo, false, LOOKED_AT_ONCE);
            fitting += lines.isEmpty()
                    ? 0
                    : LineFinder.fitting(connection, visible, lines).size();
            if (fitting >= most || lines.size() < LOOKED_AT_ONCE) {
                return Math.min(fitting, most);
            }
            low = lines.get(lines.size() - 1);
        }
        return Math.min(fitting, most);
    }

    /** Up to which line somebody has read a room, 0 where they never did. */
    static long read(Connection connection, String account, int room) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT seq FROM hub_read WHERE account = ? AND room = ?")) {
            select.setString(1, account);
            select.setInt(2, room);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Moves the mark forward, and never back. */
    static void markRead(Connection connection, String account, long seq) throws SQLException {
        int room = new RoomList(connection, Sought.plain(Filter.nothing()), seq).room(seq);
        long before = read(connection, account, room);
        if (seq <= before) {
            return;
        }
        try (PreparedStatement write = connection.prepareStatement(
                before == 0
                        ? "INSERT INTO hub_read (seq, account, room) VALUES (?, ?, ?)"
                        : "UPDATE hub_read SET seq = ? WHERE account = ? AND room = ?")) {
            write.setLong(1, seq);
            write.setString(2, account);
            write.setInt(3, room);
            write.executeUpdate();
        }
    }

    static int unread(Connection connection, Sought visible, String account, Line line) throws SQLException {
        long read = read(connection, account, line.room());
        return count(connection, visible, line.room(), read, line.seq(), MessageDoor.Room.MOST_UNREAD);
    }
}
