// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.reader.Reader;
import org.huitong.testkit.DerbyStore;
import org.huitong.testkit.ReaderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Counting on Derby, and what the hub asks of every reader. */
class DerbyTest {
    @Nested
    class Counting implements CountingContract {
        private final DerbyStore store = new DerbyStore().migrate("statistics");
        private Connection connection;

        @BeforeEach
        void open() throws SQLException {
            connection = store.connect();
        }

        @AfterEach
        void close() throws SQLException {
            connection.rollback();
            connection.close();
            store.close();
        }

        @Override
        public Connection connection() {
            return connection;
        }
    }

    @Nested
    class Following implements ReaderContract {
        private final DerbyStore store = new DerbyStore().migrate("statistics");

        @AfterEach
        void close() {
            store.close();
        }

        @Override
        public DerbyStore store() {
            return store;
        }

        @Override
        public Reader reader() {
            return new StatisticsReader();
        }

        @Override
        public Object effect() {
            return effectIn(store);
        }

        @Override
        public DerbyStore freshStore() {
            return new DerbyStore().migrate("statistics");
        }

        @Override
        public Object effectIn(DerbyStore other) {
            return other.read(connection -> {
                List<String> rows = new ArrayList<>();
                // Groups have the numbers in which they came: what they are says the same whatever the batches were.
                rows.addAll(rows(
                        connection,
                        "statistics_group LEFT JOIN statistics_circle_member"
                                + " ON statistics_circle_member.circle = statistics_group.circle",
                        "sent_hour, platform, type, department, recalled, messages"));
                // A group through which messages only went is of nobody now.
                rows.removeIf(row -> row.endsWith("|0"));
                return rows;
            });
        }

        private static List<String> rows(Connection connection, String table, String columns) throws SQLException {
            List<String> rows = new ArrayList<>();
            int width = columns.split(",").length;
            try (ResultSet row = connection
                    .createStatement()
                    .executeQuery("SELECT " + columns + " FROM " + table + " ORDER BY " + columns)) {
                while (row.next()) {
                    StringBuilder line = new StringBuilder(table);
                    for (int i = 1; i <= width; i++) {
                        line.append('|').append(row.getString(i));
                    }
                    rows.add(line.toString());
                }
            }
            return rows;
        }
    }
}
