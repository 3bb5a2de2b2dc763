// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.account;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.huitong.api.store.StoreException;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts in their table. Changes are written one after the other on a thread of its own, and tried again while the
 * database is away: nobody who plugs in a connector waits for it or fails with it.
 */
final class Register implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Register.class);
    private static final long AGAIN_AFTER_MILLIS = 1_000;

    private final Transactions transactions;
    private final ExecutorService hand = Executors.newSingleThreadExecutor(r -> new Thread(r, "huitong-accounts"));
    private final CountDownLatch closing = new CountDownLatch(1);

    /** An account as it is written down. */
    record Entry(AccountName name, String pid, Duration deadline) {}

    Register(Transactions transactions) {
        this.transactions = transactions;
    }

    List<Entry> entries() {
        return transactions.read(connection -> {
            List<Entry> entries = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT platform, account, pid, deadline_ms FROM hub_account");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            new AccountName(row.getString(1), row.getString(2)),
                            row.getString(3),
                            Duration.ofMillis(row.getLong(4))));
                }
            }
            return entries;
        });
    }

    /** Runs it after everything that was asked for before and before what is asked for later, until the database takes it. */
    void then(Runnable change) {
        hand.execute(() -> {
            boolean again = true;
            while (again) {
                again = !isTaken(change) && !isClosingSoon();
            }
        });
    }

    /** False where it is to be tried again. */
    private static boolean isTaken(Runnable change) {
        try {
            change.run();
            return true;
        } catch (StoreException e) {
            LOG.warn("The accounts cannot be written down now; it is tried again", Unquoted.of(e));
            return false;
        } catch (RuntimeException e) {
            LOG.error("The accounts could not be written down", Unquoted.of(e));
            return true;
        }
    }

    private boolean isClosingSoon() {
        try {
            return closing.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void write(Entry entry) {
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE hub_account SET pid = ?, deadline_ms = ? WHERE platform = ? AND account = ?")) {
                update.setString(1, entry.pid());
                update.setLong(2, entry.deadline().toMillis());
                update.setString(3, entry.name().platform());
                update.setString(4, entry.name().account());
                if (update.executeUpdate() > 0) {
                    return null;
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO hub_account (platform, account, pid, deadline_ms) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, entry.name().platform());
                insert.setString(2, entry.name().account());
                insert.setString(3, entry.pid());
                insert.setLong(4, entry.deadline().toMillis());
                insert.executeUpdate();
            }
            return null;
        });
    }

    /**
     * Strikes out the account of that configuration; empty where there was none.
     *
     * @param stays whether the account goes on under another configuration. Where it does not, the place up to which it
     *     was asked goes with it: whoever gets its name later may be another company's
     */
    Optional<AccountName> strike(String pid, Predicate<AccountName> stays) {
        return transactions.write(connection -> {
            Optional<AccountName> name = Optional.empty();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT platform, account FROM hub_account WHERE pid = ?")) {
                select.setString(1, pid);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()) {
                        name = Optional.of(new AccountName(row.getString(1), row.getString(2)));
                    }
                }
            }
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM hub_account WHERE pid = ?")) {
                delete.setString(1, pid);
                delete.executeUpdate();
            }
            if (name.isPresent() && !stays.test(name.get())) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM hub_bookmark WHERE platform = ? AND account = ?")) {
                    delete.setString(1, name.get().platform());
                    delete.setString(2, name.get().account());
                    delete.executeUpdate();
                }
            }
            return name;
        });
    }

    @Override
    public void close() {
        closing.countDown();
        hand.shutdown();
    }
}
