// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The first anchor: rows that fall from the sky, 50 to a commit, by one thread that does nothing else. */
final class RawBatches {
    private static final int ROWS_A_COMMIT = 50;

    private final Table table;
    private final int bodyBytes;
    private final Random random = new Random(20261122);
    private long seq;

    /** @param bodyBytes how long the hub's sealed bodies are */
    RawBatches(Table table, int bodyBytes) {
        this.table = table;
        this.bodyBytes = bodyBytes;
    }

    /** Rows a second. */
    double run(Duration length) throws SQLException {
        long first = seq;
        long start = System.nanoTime();
        try (Connection connection = table.connect();
                PreparedStatement insert = Table.insert(connection)) {
            while (System.nanoTime() - start < length.toNanos()) {
                List<Row> rows = new ArrayList<>(ROWS_A_COMMIT);
                for (int i = 0; i < ROWS_A_COMMIT; i++) {
                    rows.add(row());
                }
                Table.write(connection, insert, rows);
            }
        }
        return (seq - first) * 1e9 / (System.nanoTime() - start);
    }

    private Row row() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        byte[] text = new byte[bodyBytes];
        random.nextBytes(text);
        long now = System.currentTimeMillis();
        String number = Long.toString(random.nextLong() & Long.MAX_VALUE);
        int person = (int) (seq % 64);
        seq++;
        return new Row(seq, id, number, person, now, now, BareServer.sealed(text));
    }
}
