// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.Measured;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many letters wait by each account, and since when the oldest; those without an account look for their addressee. */
@Component(service = Measured.class)
public final class WaitingLetters implements Measured {
    private final LetterShelf shelf;
    private final Clock clock;

    @Activate
    public WaitingLetters(@Reference LetterShelf shelf, @Reference Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public List<Measurement> measure() {
        long now = clock.millis();
        return shelf.transactions().read(connection -> {
            List<Measurement> all = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT platform, account, COUNT(*), MIN(posted_at)"
                                    + " FROM outbox_letter WHERE state IN ('waiting', 'sending') GROUP BY platform, account");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Map<String, String> labels = Map.of("platform", row.getString(1), "account", row.getString(2));
                    all.add(new Measurement(
                            "huitong_outbox_waiting", "Letters that wait.", Kind.GAUGE, labels, row.getLong(3)));
                    all.add(new Measurement(
                            "huitong_outbox_oldest_seconds",
                            "Since when the oldest of them waits.",
                            Kind.GAUGE,
                            labels,
                            Math.max(0, now - row.getLong(4)) / 1000.0));
                }
            }
            if (all.isEmpty()) {
                // That nothing waits is something else than that nobody counts.
                all.add(new Measurement("huitong_outbox_waiting", "Letters that wait.", Kind.GAUGE, Map.of(), 0));
            }
            return all;
        });
    }
}
