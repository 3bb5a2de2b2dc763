// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.door;

import java.sql.PreparedStatement;
import java.time.Instant;
import org.huitong.api.access.Asker;
import org.huitong.api.store.Transactions;

/** Who read what, and who was not let: written before anything is shown. */
public final class ReadLog {
    private static final int LONGEST_SUBJECT = 1000;

    private final Transactions transactions;

    public ReadLog(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param shown how many messages were shown; 0: it was denied */
    public void note(Asker asker, String verb, String subject, int shown) {
        String brief = subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
        transactions.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO hub_read_log (read_at, asker, verb, subject, shown) VALUES (?, ?, ?, ?, ?)")) {
                insert.setLong(1, Instant.now().toEpochMilli());
                insert.setString(2, asker.account());
                insert.setString(3, verb);
                insert.setString(4, brief);
                insert.setInt(5, shown);
                insert.executeUpdate();
            }
            return null;
        });
    }
}
