// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.approvals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.huitong.api.connector.ApprovalCentre.Standing;
import org.huitong.api.text.LocalText;

/** What the platforms' approval centres were told of approvals, and what came of it. No words: those lie with the approval. */
final class CentreShelf {
    private static final int LONGEST_REASON = 1_000;
    private static final String KEY = " WHERE approval = ? AND platform = ? AND account = ?";

    private CentreShelf() {}

    /** How far a centre knows. */
    enum State {
        /** Not all of it is told. */
        OPEN,
        SHOWN,
        /** A call has left, and nobody can tell what came of it. */
        DOUBTFUL,
        /** The platform does not take it. */
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One approval in one centre.
     *
     * @param edition counts the changes
     */
    record Entry(
            String approval,
            String platform,
            String account,
            State state,
            String note,
            Optional<LocalText> reason,
            Instant at,
            int edition) {
        Standing standing() {
            return new Standing(note, state == State.DOUBTFUL);
        }

        Entry become(State next, String noted, Optional<LocalText> why, Instant now) {
            return new Entry(approval, platform, account, next, noted, why, now, edition + 1);
        }

        Entry become(State next, Instant now) {
            return become(next, note, Optional.empty(), now);
        }
    }

    /** The one of that account; of a centre that was told nothing yet it begins here. */
    static Entry begun(Connection connection, String approval, Centres.Account account, Instant now)
            throws SQLException {
        Optional<Entry> known = of(connection, approval).stream()
                .filter(entry -> entry.platform().equals(account.platform())
                        && entry.account().equals(account.name()))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO approvals_centre (approval, platform,"
                + " account, state, note, changed_at, edition) VALUES (?, ?, ?, 'open', '', ?, 0)")) {
            insert.setString(1, approval);
            insert.setString(2, account.platform());
            insert.setString(3, account.name());
            insert.setLong(4, now.toEpochMilli());
            insert.executeUpdate();
        }
        return new Entry(approval, account.platform(), account.name(), State.OPEN, "", Optional.empty(), now, 0);
    }

    static List<Entry> of(Connection connection, String approval) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT platform, account, state, note, reason_zh, reason_en, changed_at,"
                        + " edition FROM approvals_centre WHERE approval = ? ORDER BY platform, account")) {
            select.setString(1, approval);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String zh = row.getString(5);
                    entries.add(new Entry(
                            approval,
                            row.getString(1),
                            row.getString(2),
                            State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                            row.getString(4),
                            zh == null ? Optional.empty() : Optional.of(LocalText.of(zh, row.getString(6))),
                            Instant.ofEpochMilli(row.getLong(7)),
                            row.getInt(8)));
                }
            }
            return entries;
        }
    }

    /** @return whether it was still the edition before this one */
    static boolean keep(Connection connection, Entry next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE approvals_centre SET state = ?, note = ?,"
                + " reason_zh = ?, reason_en = ?, changed_at = ?, edition = ?" + KEY + " AND edition = ?")) {
            update.setString(1, next.state().word());
            update.setString(2, next.note());
            update.setString(
                    3, next.reason().map(LocalText::zh).map(CentreShelf::cut).orElse(null));
            update.setString(
                    4, next.reason().map(LocalText::en).map(CentreShelf::cut).orElse(null));
            update.setLong(5, next.at().toEpochMilli());
            update.setInt(6, next.edition());
            update.setString(7, next.approval());
            update.setString(8, next.platform());
            update.setString(9, next.account());
            update.setInt(10, next.edition() - 1);
            return update.executeUpdate() == 1;
        }
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
