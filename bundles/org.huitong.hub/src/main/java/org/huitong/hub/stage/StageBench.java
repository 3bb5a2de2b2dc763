// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.stage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.message.Message;
import org.huitong.api.stage.Finding;
import org.huitong.api.stage.Stage;
import org.huitong.api.store.Transactions;
import org.huitong.hub.journal.Journal;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the stages sit, present and away. Known stages stand in the database: what is owed survives a restart. */
@Component(service = StageBench.class)
public final class StageBench {
    private static final Logger LOG = LoggerFactory.getLogger(StageBench.class);

    private final Transactions transactions;
    private volatile List<Seat> seats;

    @Activate
    public StageBench(@Reference Journal journal) {
        this.transactions = journal.transactions();
        this.seats = transactions.read(connection -> {
            List<Seat> known = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT name, version, bundle FROM hub_stage ORDER BY name");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(new Seat(row.getString(1), row.getInt(2), row.getString(3), null));
                }
            }
            return List.copyOf(known);
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void addStage(Stage stage, Map<String, Object> properties, ServiceReference<Stage> reference) {
        if (!(properties.get("huitong.stage") instanceof String name) || name.isBlank()) {
            LOG.error("A stage without a name is not asked; it needs @StageName class={}", stage.getClass());
            return;
        }
        int version = properties.get("huitong.stage.version") instanceof Integer v ? v : 1;
        // Of whoever offers it; its class may be the kit's.
        Bundle bundle = reference.getBundle();
        Seat seat = new Seat(name, version, bundle == null ? "" : bundle.getSymbolicName(), stage);
        remember(seat);
        List<Seat> now = new ArrayList<>(seats);
        now.removeIf(s -> s.name().equals(name));
        now.add(seat);
        seats = List.copyOf(now);
        LOG.info("A stage takes its seat stage={} version={}", name, version);
    }

    synchronized void removeStage(Stage stage) {
        seats = seats.stream().map(s -> s.holds(stage) ? s.left() : s).toList();
    }

    public List<Seat> seats() {
        return seats;
    }

    public Optional<Seat> seat(String name) {
        return seats.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /**
     * Lets every stage judge one message, on the calling thread. {@code progress} sees each finding as it comes, so
     * that whoever watches the clock can go on with what is there.
     */
    public void judge(Message message, Progress progress) {
        for (Seat seat : seats) {
            progress.asks(seat);
            Optional<Finding> finding = seat.judge(message);
            if (finding.isPresent()) {
                progress.found(finding.get());
            } else {
                progress.owes(seat.name());
            }
        }
        progress.asks(null);
    }

    /** Follows the judging of one message. */
    public interface Progress {
        /** @param seat who is asked now, null: nobody any more */
        void asks(Seat seat);

        void found(Finding finding);

        void owes(String stage);
    }

    private void remember(Seat seat) {
        transactions.write(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE hub_stage SET version = ?, bundle = ? WHERE name = ?")) {
                update.setInt(1, seat.version());
                update.setString(2, seat.bundle());
                update.setString(3, seat.name());
                if (update.executeUpdate() > 0) {
                    return null;
                }
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO hub_stage (name, version, bundle) VALUES (?, ?, ?)")) {
                insert.setString(1, seat.name());
                insert.setInt(2, seat.version());
                insert.setString(3, seat.bundle());
                insert.executeUpdate();
            }
            return null;
        });
    }
}
