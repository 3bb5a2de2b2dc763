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
    private static final String TABLES = "db/statistics/V1__counts.sql";

    @Nested
    class Counting implements CountingContract {
        private final DerbyStore store = new DerbyStore().run(TABLES);
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
        private final DerbyStore store = new DerbyStore().run(TABLES);

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
            return new DerbyStore().run(TABLES);
        }

        @Override
        public Object effectIn(DerbyStore other) {
            return other.read(connection -> {
                List<String> rows = new ArrayList<>();
                rows.addAll(rows(connection, "statistics_message", "id, platform, sent_hour, type, recalled"));
                rows.addAll(rows(connection, "statistics_member", "id, department"));
                rows.addAll(rows(connection, "statistics_hour", "sent_hour, platform, type, messages, recalled"));
                rows.addAll(rows(
                        connection,
                        "statistics_department",
                        "sent_hour, department, platform, type, messages, recalled"));
                // A count that went up and down again may have left a row of nothing.
                rows.removeIf(row -> row.startsWith("statistics_department") && row.endsWith("|0|0"));
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
