// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huitong.capability.rights.Holding.Held;

/** Reads from the history of who holds what since when they do. */
final class GivenSince {
    private GivenSince() {}

    static Map<String, Map<Held, LocalDate>> read(Connection connection, ZoneId zone) throws SQLException {
        Map<String, Map<Held, LocalDate>> since = new HashMap<>();
        try (var select = connection.prepareStatement("SELECT h.id, h.roles, v.made_at FROM rights_holding h"
                        + " JOIN rights_holding_version v ON v.version = h.version ORDER BY h.version");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String roles = row.getString(2);
                Set<Held> now = roles == null
                        ? Set.of()
                        : roles.lines().map(Held::ofLine).collect(Collectors.toSet());
                LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong(3)), zone);
                Map<Held, LocalDate> had = since.computeIfAbsent(row.getString(1), id -> new HashMap<>());
                // What was taken meanwhile begins anew when it is given again.
                had.keySet().retainAll(now);
                now.forEach(held -> had.putIfAbsent(held, day));
            }
        }
        return since;
    }
}
