// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.outbox.Detour;
import org.huitong.api.outbox.Detours;
import org.huitong.api.outbox.To;
import org.huitong.api.text.LocalText;
import org.huitong.outbox.Outages.Outage;

/**
 * Sets the points: a letter to a person whose platform cannot send goes by another way.
 *
 * <p>Why nobody gets it twice unmarked: it is the same row that goes, by one account at a time, and it changes to another
 * only while it waits, or nobody can tell what became of it, and as it was read. So what the first platform has is never
 * sent by the second, and what the second has is not sent when the first is back. What the first may have, since a call
 * got no answer, says on the other way that it may be a repetition.
 */
final class Pointsman {
    private final LetterShelf shelf;
    private final Senders senders;
    private final Addresses addresses;
    private final Outages outages;
    private final Pauses pauses;
    private final AtomicReference<Optional<Detours>> detours;

    Pointsman(
            LetterShelf shelf,
            Senders senders,
            Addresses addresses,
            Outages outages,
            Pauses pauses,
            AtomicReference<Optional<Detours>> detours) {
        this.shelf = shelf;
        this.senders = senders;
        this.addresses = addresses;
        this.outages = outages;
        this.pauses = pauses;
        this.detours = detours;
    }

    /** Looks after all that is stranded. */
    void look(Instant now) {
        if (detours.get().isEmpty()) {
            return;
        }
        for (AccountName account : shelf.stranding()) {
            Optional<Outage> outage = outages.of(account);
            if (outage.isPresent()) {
                boolean shut = outage.get().isPlain() || pauses.of(account, now).isPresent();
                shelf.stranded(account).stream()
                        // One that was not tried itself finds out whether the platform is back.
                        .filter(row -> shut || row.tries() > 0)
                        .forEach(row -> turn(row, outage.get(), now));
            }
        }
    }

    /** One who is reached by none of the usual ways. */
    Optional<AccountName> address(ShelfRow row, Instant now) {
        if (!(row.sheet().to() instanceof To.Person person) || row.spoken()) {
            return Optional.empty();
        }
        Optional<Detour> detour = detours.get()
                .flatMap(d -> d.of(person.person(), row.urgent()))
                .filter(d -> !row.postedAt().plus(d.after()).isAfter(now));
        return detour.flatMap(d -> way(person.person(), row, d)).map(Turn::account);
    }

    private void turn(ShelfRow row, Outage outage, Instant now) {
        if (!(row.sheet().to() instanceof To.Person person)
                || row.sheet().answers().isPresent()
                || row.sheet().replaces().isPresent()) {
            return;
        }
        Optional<Detour> detour = detours.get()
                .flatMap(d -> d.of(person.person(), row.urgent()))
                .filter(d -> outage.lasts(d.after(), now));
        if (detour.isEmpty()) {
            return;
        }
        Optional<Turn> way = way(person.person(), row, detour.get());
        if (way.isPresent()) {
            turn(row, person, way.get(), detour.get(), outage, now);
        }
    }

    /** @param price of a letter by that account */
    private record Turn(AccountName account, int price) {}

    /** Back to the first way where that is open again, else the first that is open and within the budget. */
    private Optional<Turn> way(String person, ShelfRow row, Detour detour) {
        List<Turn> all = new ArrayList<>();
        row.detouredFrom().ifPresent(first -> all.add(new Turn(first, 0)));
        for (Detour.Way way : detour.ways()) {
            addresses.on(person, way.platform()).forEach(account -> all.add(new Turn(account, way.price())));
        }
        return all.stream()
                .filter(turn -> !turn.account().equals(row.account()))
                .filter(turn -> outages.of(turn.account()).isEmpty())
                .filter(turn -> turn.price() == 0 || spent(detour) + turn.price() <= detour.budget())
                .findFirst();
    }

    private long spent(Detour detour) {
        return shelf.transactions().read(connection -> {
            try (PreparedStatement sum = connection.prepareStatement(
                    "SELECT SUM(CAST(price AS BIGINT)) FROM outbox_letter WHERE detour_chain = ? AND detour_at >= ?")) {
                LetterShelf.bind(sum, detour.chain(), detour.day().toEpochMilli());
                try (ResultSet row = sum.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private void turn(ShelfRow row, To.Person person, Turn way, Detour detour, Outage outage, Instant now) {
        boolean doubted = row.isDoubted() || row.pieces() > 0;
        LocalText from = senders.name(row.account());
        LocalText to = senders.name(way.account());
        LocalText why = Pauses.brief(LocalText.of(
                from.zh() + "不能发送（" + outage.why().zh() + "），改由" + to.zh() + "发送" + (doubted ? "，已标明可能重复" : ""),
                from.en() + " cannot send (" + outage.why().en() + "); it goes by " + to.en()
                        + (doubted ? ", marked as possibly repeated" : "")));
        shelf.transactions().write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE outbox_letter SET state = 'waiting',"
                    + " platform = ?, account = ?, lane = ?, next_at = ?, repeated = ?, reason_zh = ?, reason_en = ?,"
                    + " detour_from = CASE WHEN detour_from = '' THEN ? ELSE detour_from END, detour_chain = ?,"
                    + " detour_at = ?, price = ? + CASE WHEN doubt = 1 THEN price ELSE 0 END,"
                    + " tries = 0, tried_at = 0, pieces_done = 0, pieces_all = 0, native_id = ''"
                    + " WHERE seq = ? AND state = ? AND runner = '' AND tries = ? AND pieces_done = ?"
                    + " AND platform = ? AND account = ?")) {
                return update(update, row, shelf.names().laneOf(person, way.account()), way, detour, why, doubted, now);
            }
        });
    }

    private static int update(
            PreparedStatement update,
            ShelfRow row,
            String lane,
            Turn way,
            Detour detour,
            LocalText why,
            boolean doubted,
            Instant now)
            throws SQLException {
        LetterShelf.bind(
                update,
                way.account().platform(),
                way.account().account(),
                lane,
                now.toEpochMilli(),
                doubted ? 1 : 0,
                why.zh(),
                why.en(),
                row.account().toString(),
                detour.chain(),
                now.toEpochMilli(),
                way.price(),
                row.seq(),
                row.state().word(),
                row.tries(),
                row.pieces(),
                row.account().platform(),
                row.account().account());
        return update.executeUpdate();
    }
}
