// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;

/** Writes down which accounts on platforms are to be shut, and that somebody is back whose accounts were to be. */
final class OwedAccounts {
    private static final LocalText UNDO = LocalText.of(
            "因名单或目录而离职：到时才停用；此前回到名单，或恢复为在职，就不停用。若确已离职，可在人员页面办理离职，立即停用",
            "gone by a list or a directory: it is shut then and not before; who is on the list again, or works here again, is left alone. Where they have left indeed, Leave on the page of people shuts it at once");

    private OwedAccounts() {}

    /**
     * Whoever came back and leaves again has it to be done again.
     *
     * @param from when it is to be done; absent: at once
     */
    static void owe(Connection transaction, String person, PlatformAccount account, Instant now, Optional<Instant> from)
            throws SQLException {
        try (PreparedStatement again = transaction.prepareStatement("UPDATE people_leaving SET since_at = ?,"
                        + " next_at = ?, why_zh = ?, why_en = ?, done_at = NULL, done_by = NULL, back_at = NULL"
                        + " WHERE person = ? AND platform = ? AND tenant = ? AND native_id = ?");
                PreparedStatement insert = transaction.prepareStatement("INSERT INTO people_leaving"
                        + " (since_at, next_at, why_zh, why_en, person, platform, tenant, native_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (PreparedStatement statement : List.of(again, insert)) {
                statement.setLong(1, now.toEpochMilli());
                if (from.isPresent()) {
                    statement.setLong(2, from.get().toEpochMilli());
                    statement.setString(3, UNDO.zh());
                    statement.setString(4, UNDO.en());
                } else {
                    statement.setNull(2, Types.BIGINT);
                    statement.setNull(3, Types.VARCHAR);
                    statement.setNull(4, Types.VARCHAR);
                }
                statement.setString(5, person);
                statement.setString(6, account.platform());
                statement.setString(7, account.tenant());
                statement.setString(8, account.ids().get(0));
                if (statement.executeUpdate() == 1) {
                    return;
                }
            }
        }
    }

    /** What is shut just now stays written down as well: it may be shut before its platform answers. */
    static void back(Connection transaction, List<Person> returned, Instant now) throws SQLException {
        if (returned.isEmpty()) {
            return;
        }
        try (PreparedStatement update = transaction.prepareStatement(
                "UPDATE people_leaving SET back_at = ? WHERE person = ? AND back_at IS NULL")) {
            for (Person person : returned) {
                update.setLong(1, now.toEpochMilli());
                update.setString(2, person.id());
                update.executeUpdate();
            }
        }
    }
}
