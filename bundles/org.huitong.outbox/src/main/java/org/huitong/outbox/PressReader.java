// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hears what is pressed on our cards: each press once, as it came in; what is read again presses nothing. */
@Component
@ReaderName(reader = "presses", reader_awaits = "people")
public final class PressReader implements Reader {
    private final PressDesk desk;

    @Activate
    public PressReader(@Reference PressDesk desk) {
        this.desk = desk;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Said said
                    && said.liveness() != Entry.Liveness.REPLAYED
                    && said.version() == 1
                    && !said.recalled()) {
                desk.take(transaction, said.message(), said.marks());
            }
        }
    }
}
