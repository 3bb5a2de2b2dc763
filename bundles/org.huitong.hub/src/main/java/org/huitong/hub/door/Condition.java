// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A condition on {@code hub_journal j}, with a value for each of its question marks. */
record Condition(String sql, List<Object> values) {
    /** Lines of the log that are asked about at once. */
    static final int LINES = 200;

    Condition {
        values = List.copyOf(values);
    }

    static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    /** That a line is one of these, 1 to {@link #LINES}; padded, so that there is one prepared statement and not hundreds. */
    static Condition in(List<Long> lines) {
        List<Object> values = new ArrayList<>(lines);
        while (values.size() < LINES) {
            values.add(lines.get(0));
        }
        return new Condition("j.seq IN (?" + ", ?".repeat(LINES - 1) + ")", values);
    }

    /** This one and that one. */
    Condition and(Condition other) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(other.values());
        return new Condition(sql + " AND " + other.sql(), all);
    }

    /** Binds the values from the first place on; returns the next free one. */
    int bind(PreparedStatement statement) throws SQLException {
        return bind(statement, 1);
    }

    /** Binds the values from a place on; returns the next free one. */
    int bind(PreparedStatement statement, int from) throws SQLException {
        int i = from;
        for (Object value : values) {
            statement.setObject(i++, value);
        }
        return i;
    }
}
