// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.clock.Clock;
import org.huitong.api.operation.SendingBoard;
import org.huitong.outbox.Outages.Outage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how each account sends. */
@Component(service = SendingBoard.class)
public final class OutboxBoard implements SendingBoard {
    /** Younger letters may be confirmed yet. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration HABIT = Duration.ofDays(28);
    private static final int LOOKED_AT = 60;
    /** Of so many letters before, that share had been told of. */
    private static final int FEWEST = 10;

    private static final double USUAL = 0.9;

    private final LetterShelf shelf;
    private final Senders senders;
    private final Addresses addresses;
    private final Outages outages;
    private final InstantSource clock;

    @Activate
    public OutboxBoard(
            @Reference LetterShelf shelf,
            @Reference Senders senders,
            @Reference Addresses addresses,
            @Reference Dispatcher dispatcher,
            @Reference Clock clock) {
        this(shelf, senders, addresses, dispatcher.outages(), clock);
    }

    OutboxBoard(LetterShelf shelf, Senders senders, Addresses addresses, Outages outages, InstantSource clock) {
        this.shelf = shelf;
        this.senders = senders;
        this.addresses = addresses;
        this.outages = outages;
        this.clock = clock;
    }

    @Override
    public List<Sending> sendings() {
        Instant now = clock.instant();
        return shelf.transactions().read(connection -> {
            Map<AccountName, Long> waiting = waiting(connection);
            Set<AccountName> all = new HashSet<>(senders.accounts());
            all.addAll(waiting.keySet());
            List<Sending> board = new ArrayList<>();
            for (AccountName account : all) {
                Optional<Outage> outage = outages.of(account);
                board.add(new Sending(
                        account.platform(),
                        account.account(),
                        outage.map(Outage::light).orElse(Light.SENDS),
                        outage.map(Outage::why),
                        outage.map(Outage::since),
                        waiting.getOrDefault(account, 0L),
                        unconfirmed(connection, account, now)));
            }
            board.sort(Comparator.comparing(Sending::platform).thenComparing(Sending::account));
            return List.copyOf(board);
        });
    }

    private static Map<AccountName, Long> waiting(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT platform, account, COUNT(*)"
                        + " FROM outbox_letter WHERE state IN ('waiting', 'sending') AND platform <> ''"
                        + " GROUP BY platform, account");
                ResultSet row = select.executeQuery()) {
            Map<AccountName, Long> waiting = new HashMap<>();
            while (row.next()) {
                waiting.put(new AccountName(row.getString(1), row.getString(2)), row.getLong(3));
            }
            return waiting;
        }
    }

    /**
     * How many of the last letters it has accepted and told nothing more of. A platform that never says more than accepted,
     * or only when somebody reads, tells nothing by being silent.
     */
    private static long unconfirmed(Connection connection, AccountName account, Instant now) throws SQLException {
        List<State> last = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT state FROM outbox_letter WHERE platform = ?"
                + " AND account = ? AND sent_at > ? AND sent_at < ? AND state IN ('accepted', 'delivered', 'read')"
                + " ORDER BY sent_at DESC, seq DESC FETCH FIRST " + LOOKED_AT + " ROWS ONLY")) {
            LetterShelf.bind(
                    select,
                    account.platform(),
                    account.account(),
                    now.minus(HABIT).toEpochMilli(),
                    now.minus(PATIENCE).toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last.add(State.of(row.getString(1)).orElse(State.UNKNOWN));
                }
            }
        }
        int silent = 0;
        while (silent < last.size() && last.get(silent) == State.ACCEPTED) {
            silent++;
        }
        List<State> before = last.subList(silent, last.size());
        long told = before.stream().filter(state -> state != State.ACCEPTED).count();
        return before.size() >= FEWEST && told >= USUAL * before.size() && before.contains(State.DELIVERED)
                ? silent
                : 0;
    }

    @Override
    public List<Reached> reach(String person) {
        return addresses.all(person).stream()
                .map(account -> new Reached(account.platform(), account.account()))
                .toList();
    }
}
