// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.huitong.api.audit.Deed.Doer;
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
    private static final String TO_SHUT = "to-shut";
    private static final String TO_OPEN = "to-open";
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

    /** Shuts out, at once also whom a list let go before; doing it again changes nothing and tells what is open. */
    Left leave(String id, String by) {
        keeper.change(
                new Origin(by, "edit", "− " + id),
                draft -> draft.put(
                        Memberships.left(draft.person(id).orElseThrow(Leaving::noSuchPerson), clock.today())));
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE people_leaving SET next_at = NULL,"
                    + " why_zh = NULL, why_en = NULL WHERE person = ? AND done_at IS NULL AND back_at IS NULL")) {
                update.setString(1, id);
                return update.executeUpdate();
            }
        });
        return told(id);
    }

    /** Somebody has shut the account on its platform, or opened that of somebody who is back. */
    Left done(String id, Done done, String by) {
        int rows = transactions.write(connection -> {
            try (PreparedStatement opened = connection.prepareStatement(
                    "DELETE FROM people_leaving"
                            + " WHERE back_at IS NOT NULL AND done_at IS NOT NULL AND person = ? AND platform = ? AND tenant = ? AND native_id = ?")) {
                opened.setString(1, id);
                opened.setString(2, String.valueOf(done.platform()));
                opened.setString(3, String.valueOf(done.tenant()));
                opened.setString(4, String.valueOf(done.id()));
                if (opened.executeUpdate() == 1) {
                    return 1;
                }
            }
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE people_leaving SET done_at = ?,"
                            + " done_by = ? WHERE back_at IS NULL AND person = ? AND platform = ? AND tenant = ? AND native_id = ?")) {
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
            throw Problem.notFound(LocalText.of("这一项", "account of this person on the list"));
        }
        return told(id);
    }

    /** All that is to be done still on platforms, of whomever, the oldest first. */
    List<Owed> open() {
        RosterPicture roster = keeper.roster();
        return transactions.read(connection -> {
            List<Owed> open = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT person, platform, tenant, native_id,"
                            + " since_at, why_zh, why_en, next_at, done_by, back_at FROM people_leaving"
                            + " WHERE (done_at IS NULL AND back_at IS NULL)"
                            + " OR (done_at IS NOT NULL AND back_at IS NOT NULL)"
                            + " ORDER BY since_at, person, platform, native_id");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next() && open.size() < MOST) {
                    String person = rows.getString(1);
                    long next = rows.getLong(8);
                    boolean isSet = !rows.wasNull() && rows.getString(6) != null;
                    long back = rows.getLong(10);
                    boolean isBack = !rows.wasNull();
                    open.add(new Owed(
                            person,
                            roster.person(person).map(Person::name).orElse(person),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            Instant.ofEpochMilli(isBack ? back : rows.getLong(5)),
                            isBack ? TO_OPEN : TO_SHUT,
                            isSet && !isBack ? Optional.of(Instant.ofEpochMilli(next)) : Optional.empty(),
                            isBack ? isShut(rows.getString(9)) : reason(rows.getString(6), rows.getString(7))));
                }
            }
            return open;
        });
    }

    private static LocalText isShut(String by) {
        return Doer.HUB.account().equals(by)
                ? LocalText.of(
                        "此人已回来，但离职时汇通已停用这个账号：请在平台的管理后台恢复，然后在这里标为完成",
                        "the person is back, and the hub shut this account when they left: open it in the platform’s own console, and mark it here as done")
                : LocalText.of(
                        "此人已回来，但离职时这个账号已由 " + by + " 标为停用：请在平台的管理后台恢复，然后在这里标为完成",
                        "the person is back, and " + by
                                + " said that this account was shut when they left: open it in the platform’s own console, and mark it here as done");
    }

    private static LocalText reason(String zh, String en) {
        return zh == null || en == null ? BY_HAND : LocalText.of(zh, en);
    }

    private Left told(String id) {
        return transactions.read(connection -> {
            List<Open> open = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT platform, tenant, native_id, since_at,"
                    + " done_at, done_by, why_zh, why_en FROM people_leaving WHERE person = ? AND back_at IS NULL"
                    + " ORDER BY platform, tenant, native_id")) {
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

    /**
     * An account that is still to be shut where it is, and whose it was; or to be opened there again, for they are back.
     *
     * @param since they left, or are back
     * @param state {@code to-shut} or {@code to-open}
     * @param next when the hub sees to it by itself, where that is known
     */
    public record Owed(
            String person,
            String name,
            String platform,
            String tenant,
            String account,
            Instant since,
            String state,
            Optional<Instant> next,
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
