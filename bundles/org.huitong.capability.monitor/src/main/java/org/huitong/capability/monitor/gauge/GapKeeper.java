// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.monitor.gauge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.connector.Profile;
import org.huitong.api.connector.Redelivery;
import org.huitong.api.operation.ConnectorBoard.Standing;
import org.huitong.api.text.LocalText;
import org.huitong.capability.monitor.gauge.Gap.Fate;
import org.huitong.capability.monitor.gauge.Presence.Kind;

/**
 * Opens, ends and settles gaps as one look finds the accounts. A hub that was away itself since the look before is a gap of
 * every account, although nobody was there to see it.
 */
final class GapKeeper {
    private static final Redelivery NOBODY_SAYS =
            new Redelivery.Unknown(LocalText.of("账号已暂停或移除", "the account was paused or removed"));

    private final Connection connection;
    private final ZoneId zone;
    private final Instant now;
    private final Instant seen;
    private final Optional<Instant> hubBack;
    private final Map<String, Gap> lasting = new HashMap<>();
    private final Map<String, Gap> coming = new HashMap<>();
    private final Set<String> looked = new HashSet<>();

    /**
     * @param seen the look before this one; empty at the very first
     * @param back when the hub was there again, where it was away since then
     */
    GapKeeper(Connection connection, ZoneId zone, Optional<Instant> seen, Optional<Instant> back, Instant now)
            throws SQLException {
        this.connection = connection;
        this.zone = zone;
        this.now = now;
        this.seen = seen.orElse(now);
        this.hubBack = back;
        for (Gap gap : Gaps.unsettled(connection)) {
            (gap.fate() == Fate.OPEN ? lasting : coming).put(gap.account(), gap);
        }
    }

    void look(Standing account, Presence presence) throws SQLException {
        String name = Ledger.name(account);
        looked.add(name);
        Gap open = lasting.get(name);
        Redelivery redelivery = account.profile().map(Profile::redelivery).orElse(NOBODY_SAYS);
        if (presence.is(Kind.AWAY)) {
            if (open == null) {
                begin(Gap.open(name, seen, hubBack.isPresent()));
            }
        } else if (open != null) {
            Gaps.keep(connection, open.over(now, redelivery));
        } else if (hubBack.isPresent() && !presence.is(Kind.PAUSED)) {
            begin(Gap.open(name, seen, true).over(hubBack.get(), redelivery));
        }
    }

    private void begin(Gap gap) throws SQLException {
        Gap before = coming.remove(gap.account());
        if (before != null) {
            Gaps.keep(connection, before.overtaken());
        }
        Gaps.keep(connection, gap);
        if (hubBack.isPresent()) {
            count(gap.account(), hubBack.get(), gap.fate() == Fate.OPEN ? 0 : 1);
        }
    }

    /** The minutes in which nobody counted, of each day on which there were any; an account that is still away counts itself. */
    private void count(String account, Instant until, int outages) throws SQLException {
        int times = outages;
        for (LocalDate day = LocalDate.ofInstant(seen, zone);
                !day.isAfter(LocalDate.ofInstant(until, zone));
                day = day.plusDays(1)) {
            Instant from = day.atStartOfDay(zone).toInstant();
            Instant begin = seen.isAfter(from) ? seen : from;
            Instant to = day.plusDays(1).atStartOfDay(zone).toInstant();
            Instant end = until.isBefore(to) ? until : to;
            Ledger.away(connection, account, day, times, (int) minutes(Duration.between(begin, end)));
            times = 0;
        }
    }

    private static long minutes(Duration time) {
        return time.plusMinutes(1).minusNanos(1).toMinutes();
    }

    /** What has been pushed again by now, and whose account is gone. */
    void settle() throws SQLException {
        for (Gap gap : coming.values()) {
            Gap settled = gap.settled(now);
            if (settled != gap) {
                Gaps.keep(connection, settled);
            }
        }
        for (Gap gap : lasting.values()) {
            if (!looked.contains(gap.account())) {
                Gaps.keep(connection, gap.over(now, NOBODY_SAYS));
            }
        }
    }
}
