// SPDX-License-Identifier: Apache-2.0
package com.example.capability.thanks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.store.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Follows the log and notes who says thanks; installed today, it begins a month ago. */
@Component
@ReaderName(reader = "thanks", reader_start = ReaderName.Start.SINCE, reader_since = "P30D")
public final class ThanksReader implements Reader {
    /** @param tables the sign that they have been made */
    @Activate
    public ThanksReader(@Reference(target = "(schema=thanks)") Schema tables) {}

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said) {
                if (!said.recalled() && Thanks.areIn(said.message())) {
                    ThanksShelf.add(transaction, said.id(), said.firstSeq());
                } else {
                    ThanksShelf.remove(transaction, said.id());
                }
            } else if (entry instanceof Entry.Recalled
                    || entry instanceof Entry.Forgotten
                    || entry instanceof Entry.Quarantined) {
                ThanksShelf.remove(transaction, entry.id());
            }
        }
    }
}
