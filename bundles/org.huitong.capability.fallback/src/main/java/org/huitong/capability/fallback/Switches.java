// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.fallback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.huitong.api.audit.Audit;
import org.huitong.api.audit.Deed;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.audit.Deed.Thing;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;
import org.huitong.api.store.Schema;
import org.huitong.api.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The accounts that somebody has switched off for sending: on disk, and at hand. */
@Component(service = Switches.class)
public final class Switches {
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;
    private final Ticks.Tick look;
    private volatile Set<String> off;

    @Activate
    public Switches(
            @Reference Transactions transactions,
            @Reference(target = "(schema=fallback)") Schema tables,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Ticks ticks) {
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        renew();
        look = ticks.every(LOOK, this::renew);
    }

    @Deactivate
    void close() {
        look.close();
    }

    boolean isOff(String platform, String account) {
        return off.contains(name(platform, account));
    }

    /** Nothing changes, and nothing is noted, where it is so already. */
    void set(String platform, String account, boolean isOff, Doer by) {
        transactions.write(connection -> {
            if (isOff ? add(connection, platform, account, by) : remove(connection, platform, account)) {
                audit.note(
                        connection,
                        Deed.done(by, FallbackPage.CHANGE, Thing.of("sending", name(platform, account)))
                                .changing(isOff ? "on" : "off", isOff ? "off" : "on"));
            }
            return null;
        });
        renew();
    }

    private boolean add(Connection connection, String platform, String account, Doer by) throws SQLException {
        if (names(connection).contains(name(platform, account))) {
            return false;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO fallback_off (platform, account, made_at, made_by) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, platform);
            insert.setString(2, account);
            insert.setLong(3, clock.millis());
            insert.setString(4, by.account());
            return insert.executeUpdate() > 0;
        }
    }

    private static boolean remove(Connection connection, String platform, String account) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM fallback_off WHERE platform = ? AND account = ?")) {
            delete.setString(1, platform);
            delete.setString(2, account);
            return delete.executeUpdate() > 0;
        }
    }

    private void renew() {
        off = transactions.read(Switches::names);
    }

    private static Set<String> names(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT platform, account FROM fallback_off");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(name(row.getString(1), row.getString(2)));
            }
        }
        return Set.copyOf(names);
    }

    private static String name(String platform, String account) {
        return platform + "/" + account;
    }
}
