// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A condition on {@code hub_journal j}, with a value for each of its question marks. */
record Condition(String sql, List<Object> values) {
    Condition {
        values = List.copyOf(values);
    }

    static Condition of(String sql, Object... values) {
        return new Condition(sql, List.of(values));
    }

    /** Binds the values from the first place on; returns the next free one. */
    int bind(PreparedStatement statement) throws SQLException {
        int i = 1;
        for (Object value : values) {
            statement.setObject(i++, value);
        }
        return i;
    }
}
