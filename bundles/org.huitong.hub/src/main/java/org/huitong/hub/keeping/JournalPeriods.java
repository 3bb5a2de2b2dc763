// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.keeping;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.huitong.api.filter.Filter;
import org.huitong.api.keeping.Periods;
import org.huitong.api.message.MessageId;
import org.huitong.api.vault.PeriodKeys;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.hub.door.LineFinder;
import org.huitong.hub.door.Sought;
import org.huitong.hub.journal.Debts;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.journal.Scribe;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells by the lines themselves which months are over and empty. The log alone seals under its class, and under a month's key
 * only until that month ends: what is empty a week later stays so.
 */
@Component(service = Periods.class)
public final class JournalPeriods implements Periods {
    private static final int PAGE = 200;
    private static final int WINDOW = 50_000;
    private static final byte[] NO_TEXT = new byte[0];
    /** The first version of a message. */
    private static final String SAID = "kind = 1";

    private final Journal journal;
    private final PeriodKeys keys;
    private final Vault vault;

    @Activate
    public JournalPeriods(@Reference Journal journal, @Reference PeriodKeys keys, @Reference Vault vault) {
        this.journal = journal;
        this.keys = keys;
        this.vault = vault;
    }

    @Override
    public List<String> over() {
        return keys.over(Scribe.KEY_CLASS);
    }

    /** What was forgotten has no key any more, and is of the month in which it came in. */
    @Override
    public Page messages(String key, long after) {
        YearMonth month = YearMonth.parse(key.substring(key.indexOf('/') + 1));
        long head = journal.head();
        long upTo = Math.min(head, after + WINDOW);
        return journal.transactions().read(connection -> {
            List<Member> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq, id, sent_at, body_key FROM hub_journal WHERE seq > ? AND seq"
                            + " <= ? AND " + SAID + " AND (body_key = ? OR body_key = '' AND received_at >= ? AND"
                            + " received_at < ?) ORDER BY seq FETCH FIRST " + PAGE + " ROWS ONLY")) {
                select.setLong(1, after);
                select.setLong(2, upTo);
                select.setString(3, key);
                select.setLong(4, begin(month));
                select.setLong(5, begin(month.plusMonths(1)));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        MessageId id = MessageId.ofBytes(row.getBytes(2));
                        found.add(new Member(
                                row.getLong(1),
                                id,
                                Instant.ofEpochMilli(row.getLong(3)),
                                Debts.owesAbout(connection, id),
                                row.getString(4).isEmpty()));
                    }
                }
            }
            if (found.size() == PAGE) {
                return new Page(found, OptionalLong.of(found.get(PAGE - 1).seq()));
            }
            return new Page(found, upTo < head ? OptionalLong.of(upTo) : OptionalLong.empty());
        });
    }

    private static long begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    @Override
    public Set<Long> fitting(Collection<Long> lines, Filter filter) {
        return journal.transactions()
                .read(connection ->
                        Set.copyOf(LineFinder.fitting(connection, Sought.plain(filter), List.copyOf(lines))));
    }

    @Override
    public List<String> spent() {
        List<String> over = new ArrayList<>(keys.over(Scribe.KEY_CLASS));
        if (!over.isEmpty()) {
            over.removeAll(inUse());
        }
        return over;
    }

    private List<String> inUse() {
        return journal.transactions().read(connection -> {
            List<String> found = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("SELECT DISTINCT body_key FROM hub_journal");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        });
    }

    /** The text stays as it is; where somebody forgets the line meanwhile, it stays forgotten. */
    @Override
    public int moveRest(String key) {
        if (isAny("body_key = ? AND " + SAID, key)) {
            throw new IllegalStateException("a message of the month is left under " + key);
        }
        int moved = 0;
        long head = journal.head();
        for (long after = 0; after < head; after += WINDOW) {
            long from = after;
            moved += journal.transactions().write(connection -> moveRest(connection, key, from));
        }
        return moved;
    }

    private int moveRest(Connection connection, String key, long after) throws SQLException {
        int moved = 0;
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT seq, body_wrapped FROM hub_journal WHERE seq > ? AND seq <= ? AND body_key = ?");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE hub_journal SET body_key = ?, body_wrapped = ? WHERE seq = ? AND body_key = ?")) {
            select.setLong(1, after);
            select.setLong(2, after + WINDOW);
            select.setString(3, key);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Sealed fresh = vault.rewrap(new Sealed(key, row.getBytes(2), NO_TEXT), Scribe.KEY_CLASS);
                    update.setString(1, fresh.key());
                    update.setBytes(2, fresh.wrapped());
                    update.setLong(3, row.getLong(1));
                    update.setString(4, key);
                    moved += update.executeUpdate();
                }
            }
        }
        return moved;
    }

    private boolean isInUse(String key) {
        return isAny("body_key = ?", key);
    }

    private boolean isAny(String where, String key) {
        return journal.transactions().read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq FROM hub_journal WHERE " + where + " FETCH FIRST 1 ROWS ONLY")) {
                select.setString(1, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    @Override
    public boolean destroy(String key) {
        return keys.over(Scribe.KEY_CLASS).contains(key) && !isInUse(key) && keys.destroy(key);
    }
}
