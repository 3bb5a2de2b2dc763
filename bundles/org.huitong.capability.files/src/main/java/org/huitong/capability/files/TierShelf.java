// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.files;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.huitong.api.filter.Secrecy;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rules of the tiers, as somebody has changed them. */
@Component(service = TierShelf.class)
public final class TierShelf {
    private final Transactions transactions;

    @Activate
    public TierShelf(@Reference Transactions transactions, @Reference(target = "(schema=files)") Schema tables) {
        this.transactions = transactions;
    }

    Transactions transactions() {
        return transactions;
    }

    /** All, the least secret first. */
    List<Tier> all() {
        return transactions.read(connection -> {
            Stream.Builder<Tier> tiers = Stream.builder();
            for (Secrecy secrecy : Secrecy.values()) {
                tiers.add(of(connection, secrecy));
            }
            return tiers.build().toList();
        });
    }

    Tier of(Connection connection, Secrecy secrecy) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT roles, asking, leaves, days, version FROM files_tier WHERE tier = ?")) {
            select.setString(1, secrecy.word());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Tier(
                                secrecy,
                                roles(row.getString(1)),
                                Tier.Asking.ofWord(row.getString(2)).orElse(Tier.Asking.ALWAYS),
                                row.getInt(3) == 1,
                                row.getInt(4),
                                row.getInt(5))
                        : Tier.delivered(secrecy);
            }
        }
    }

    private static List<String> roles(String text) {
        return Arrays.stream(text.split(" ")).filter(role -> !role.isBlank()).toList();
    }

    /**
     * @param tier with the version that was read
     * @return false where another one has changed it since
     */
    boolean change(Connection connection, Tier tier, String by, Instant now) throws SQLException {
        if (of(connection, tier.secrecy()).version() != tier.version()) {
            return false;
        }
        String sql = tier.version() == 0
                ? "INSERT INTO files_tier (roles, asking, leaves, days, version, changed_by, changed_at, tier)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                : "UPDATE files_tier SET roles = ?, asking = ?, leaves = ?, days = ?, version = ?, changed_by = ?,"
                        + " changed_at = ? WHERE tier = ? AND version = ?";
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, String.join(" ", tier.roles()));
            change.setString(2, tier.asking().word());
            change.setInt(3, tier.leaves() ? 1 : 0);
            change.setInt(4, tier.days());
            change.setInt(5, tier.version() + 1);
            change.setString(6, by);
            change.setLong(7, now.toEpochMilli());
            change.setString(8, tier.secrecy().word());
            if (tier.version() > 0) {
                change.setInt(9, tier.version());
            }
            return change.executeUpdate() == 1;
        }
    }
}
