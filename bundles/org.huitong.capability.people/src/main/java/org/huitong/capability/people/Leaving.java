// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.Person;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.people.roster.Memberships;
import org.huitong.capability.people.roster.RosterKeeper;
import org.huitong.capability.people.roster.RosterPicture;
import org.huitong.capability.people.roster.RosterShelf.Origin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Shuts somebody out who has left. Here it is done at once: nobody who has left belongs anywhere, leads anything or logs
 * in. What has to be done on the platforms is done by the accounts that may, and stays on a list until it is, or until
 * somebody says that it was done by hand.
 */
@Component(service = Leaving.class)
public final class Leaving {
    private static final int MOST = 1_000;
    private static final LocalText BY_HAND = LocalText.of(
            "没有账号可以在该平台上停用它：请在平台的管理后台停用，然后在这里标为完成；或在平台账号的配置中把“通讯录”设为读取并停用离职者",
            "no account here can shut it on the platform: shut it in the platform’s own console and mark it here as done, or set Directory of the platform’s account to shut leavers out");

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

    /** All that is open still, of whomever, the oldest first. */
    List<Owed> open() {
        RosterPicture roster = keeper.roster();
        return transactions.read(connection -> {
            List<Owed> open = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT person, platform, tenant, native_id,"
                            + " since_at, why_zh, why_en FROM people_leaving WHERE done_at IS NULL"
                            + " ORDER BY since_at, person, platform, native_id");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next() && open.size() < MOST) {
                    String person = rows.getString(1);
                    open.add(new Owed(
                            person,
                            roster.person(person).map(Person::name).orElse(person),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            Instant.ofEpochMilli(rows.getLong(5)),
                            reason(rows.getString(6), rows.getString(7))));
                }
            }
            return open;
        });
    }

    private static LocalText reason(String zh, String en) {
        return zh == null || en == null ? BY_HAND : LocalText.of(zh, en);
    }

    private Left told(String id) {
        return transactions.read(connection -> {
            List<Open> open = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT platform, tenant, native_id, since_at,"
                            + " done_at, done_by, why_zh, why_en FROM people_leaving WHERE person = ? ORDER BY platform, tenant, native_id")) {
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
                                reason(rows.getString(7), rows.getString(8))));
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

    /** An account that is still to be shut where it is, and whose it was. */
    public record Owed(
            String person,
            String name,
            String platform,
            String tenant,
            String account,
            Instant since,
            LocalText reason) {
        /** Names nobody: safe for a log. */
        @Override
        public String toString() {
            return "Owed[" + platform + " " + person + "]";
        }
    }

    /** @param items the oldest first */
    public record OwedList(List<Owed> items) {}

    /** Which account has been shut. */
    public record Done(String platform, String tenant, String id) {}
}
