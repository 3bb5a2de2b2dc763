// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.roster.Memberships;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shuts somebody out who has left. Here it is done at once: nobody who has left belongs anywhere, leads anything or logs
 * in. What has to be done on the platforms stays on a list until somebody says that it is done.
 */
@Component(service = Leaving.class)
public final class Leaving {
    private static final LocalText BY_HAND = LocalText.of(
            "汇通不能停用平台上的账号，请在该平台的管理后台停用，然后在这里标为完成",
            "Huitong cannot shut an account on the platform; shut it in the platform’s own console, then mark it here as done");

    private final RosterKeeper keeper;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public Leaving(
            @Reference RosterKeeper keeper,
            @Reference Transactions transactions,
            @Reference Clock clock,
            @Reference(target = "(schema=people)") Schema tables) {
        this(keeper, transactions, clock);
    }

    Leaving(RosterKeeper keeper, Transactions transactions, Clock clock) {
        this.keeper = keeper;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Shuts out; doing it again changes nothing and tells what is open. */
    Left leave(String id, String by) {
        keeper.change(
                new Origin(by, "edit", "− " + id),
                draft -> draft.put(
                        Memberships.left(draft.person(id).orElseThrow(Leaving::noSuchPerson), clock.today())));
        return told(id);
    }

    /** Somebody has shut the account on its platform. */
    Left done(String id, Done done, String by) {
        int rows = transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE people_leaving SET done_at = ?,"
                    + " done_by = ? WHERE person = ? AND platform = ? AND tenant = ? AND native_id = ?")) {
                update.setLong(1, clock.millis());
                update.setString(2, by);
                update.setString(3, id);
                update.setString(4, String.valueOf(done.platform()));
                update.setString(5, String.valueOf(done.tenant()));
                update.setString(6, String.valueOf(done.id()));
                return update.executeUpdate();
            }
        });
        if (rows == 0) {
            throw Problem.notFound(LocalText.of("这一项", "such entry"));
        }
        return told(id);
    }

    private Left told(String id) {
        return transactions.read(connection -> {
            List<Open> open = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT platform, tenant, native_id, since_at,"
                    + " done_at, done_by FROM people_leaving WHERE person = ? ORDER BY platform, tenant, native_id")) {
                select.setString(1, id);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        long doneAt = rows.getLong(5);
                        boolean isDone = !rows.wasNull();
                        open.add(new Open(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                Instant.ofEpochMilli(rows.getLong(4)),
                                isDone ? Optional.of(Instant.ofEpochMilli(doneAt)) : Optional.empty(),
                                Optional.ofNullable(rows.getString(6)),
                                BY_HAND));
                    }
                }
            }
            return new Left(id, "left", open);
        });
    }

    private static Problem noSuchPerson() {
        return Problem.notFound(LocalText.of("这个人", "person"));
    }

    /** @param platforms what is, or was, to be done on platforms */
    public record Left(String id, String state, List<Open> platforms) {}

    /** An account that was to be shut where it is. */
    public record Open(
            String platform,
            String tenant,
            String account,
            Instant since,
            Optional<Instant> doneAt,
            Optional<String> doneBy,
            LocalText reason) {}

    /** Which account has been shut. */
    public record Done(String platform, String tenant, String id) {}
}
