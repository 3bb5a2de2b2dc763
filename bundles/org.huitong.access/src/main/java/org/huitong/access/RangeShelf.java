// SPDX-License-Identifier: Apache-2.0
package org.huitong.access;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of ranges. */
final class RangeShelf {
    List<Range> all(Connection connection) throws SQLException {
        List<Range> ranges = new ArrayList<>();
        try (var select = connection.prepareStatement("SELECT written FROM access_range ORDER BY place");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ranges.add(Range.of(row.getString(1)).orElseThrow());
            }
        }
        return List.copyOf(ranges);
    }

    void replace(Connection connection, List<Range> ranges) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM access_range")) {
            delete.executeUpdate();
        }
        try (var insert = connection.prepareStatement("INSERT INTO access_range (place, written) VALUES (?, ?)")) {
            for (int i = 0; i < ranges.size(); i++) {
                insert.setInt(1, i);
                insert.setString(2, ranges.get(i).toString());
                insert.executeUpdate();
            }
        }
    }
}
