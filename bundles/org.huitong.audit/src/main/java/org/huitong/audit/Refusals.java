// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Measured;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How often somebody wanted today what they may not. A wrong password is none of it. Each look goes on from the place at
 * which the one before ended, so that a day of many reads is read once.
 */
@Component(service = Measured.class)
public final class Refusals implements Measured {
    private static final String TODAY =
            "SELECT MAX(seq), COUNT(CASE WHEN outcome = 'refused' AND verb <> 'session.open' THEN 1 END)"
                    + " FROM audit_entry WHERE noted_at >= ? AND seq > ?";

    private final Transactions transactions;
    private final Clock clock;
    private LocalDate day = LocalDate.MIN;
    private long upTo;
    private long count;

    @Activate
    public Refusals(
            @Reference Transactions transactions,
            @Reference(target = "(schema=audit)") Schema tables,
            @Reference Clock clock) {
        this(transactions, clock);
    }

    Refusals(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public synchronized List<Measurement> measure() {
        LocalDate today = clock.today();
        if (!today.equals(day)) {
            day = today;
            upTo = 0;
            count = 0;
        }
        transactions.read(this::look);
        return List.of(new Measurement(
                "huitong_refusals_today",
                "Acts that were refused since midnight, logins not among them.",
                Kind.GAUGE,
                Map.of(),
                count));
    }

    private Void look(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TODAY)) {
            select.setLong(1, day.atStartOfDay(clock.zone()).toInstant().toEpochMilli());
            select.setLong(2, upTo);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                upTo = Math.max(upTo, row.getLong(1));
                count += row.getLong(2);
            }
        }
        return null;
    }
}
