// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;

/** Accounts that are left alone for a while, and why; written down, for a restart must not provoke a ban. */
final class Pauses {
    private final Transactions transactions;
    private final Map<AccountName, Pause> pauses = new ConcurrentHashMap<>();

    record Pause(Instant until, LocalText why) {}

    Pauses(Transactions transactions) {
        this.transactions = transactions;
        transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT platform, account, until_at, reason_zh, reason_en FROM outbox_pause");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pauses.put(
                            new AccountName(row.getString(1), row.getString(2)),
                            new Pause(
                                    Instant.ofEpochMilli(row.getLong(3)),
                                    LocalText.of(row.getString(4), row.getString(5))));
                }
            }
            return null;
        });
    }

    Optional<Pause> of(AccountName account, Instant now) {
        return Optional.ofNullable(pauses.get(account)).filter(p -> p.until().isAfter(now));
    }

    void pause(AccountName account, Instant until, LocalText why) {
        Pause pause = new Pause(until, brief(why));
        pauses.put(account, pause);
        transactions.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE outbox_pause SET until_at = ?,"
                    + " reason_zh = ?, reason_en = ? WHERE platform = ? AND account = ?")) {
                bind(update, account, pause);
                if (update.executeUpdate() > 0) {
                    return null;
                }
            }
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO outbox_pause (until_at, reason_zh,"
                    + " reason_en, platform, account) VALUES (?, ?, ?, ?, ?)")) {
                bind(insert, account, pause);
                insert.executeUpdate();
            }
            return null;
        });
    }

    private static void bind(PreparedStatement statement, AccountName account, Pause pause)
            throws java.sql.SQLException {
        statement.setLong(1, pause.until().toEpochMilli());
        statement.setString(2, pause.why().zh());
        statement.setString(3, pause.why().en());
        statement.setString(4, account.platform());
        statement.setString(5, account.account());
    }

    static LocalText brief(LocalText text) {
        return LocalText.of(brief(text.zh()), brief(text.en()));
    }

    private static String brief(String text) {
        return text.length() <= 500 ? text : text.substring(0, 499) + "…";
    }
}
