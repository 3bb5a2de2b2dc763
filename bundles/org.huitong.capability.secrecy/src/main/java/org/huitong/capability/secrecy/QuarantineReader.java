// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.secrecy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears from the hub which messages are in quarantine; begins with the oldest, for one may have come before this did. */
@Component
@ReaderName(reader = "secrecy", reader_start = ReaderName.Start.BEGINNING, reader_both = true)
public final class QuarantineReader implements Reader {
    private final QuarantineDesk desk;

    @Activate
    public QuarantineReader(@Reference QuarantineDesk desk) {
        this.desk = desk;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Quarantined quarantined) {
                desk.quarantine(transaction, quarantined);
            }
        }
    }
}
