// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.keeping;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.huitong.api.keeping.Periods;
import org.huitong.api.vault.PeriodKeys;
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
    private final Journal journal;
    private final PeriodKeys keys;

    @Activate
    public JournalPeriods(@Reference Journal journal, @Reference PeriodKeys keys) {
        this.journal = journal;
        this.keys = keys;
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

    private boolean isInUse(String key) {
        return journal.transactions().read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT seq FROM hub_journal WHERE body_key = ? FETCH FIRST 1 ROWS ONLY")) {
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
