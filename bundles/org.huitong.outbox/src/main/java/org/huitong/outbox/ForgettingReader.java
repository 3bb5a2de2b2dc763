// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.huitong.api.clock.Clock;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where a message is forgotten, so are the words of the letter that became it, and of those that quote it. */
@Component
@ReaderName(reader = "outbox")
public final class ForgettingReader implements Reader {
    private final SpentWords words;
    private final Clock clock;

    @Activate
    public ForgettingReader(@Reference SpentWords words, @Reference Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Forgotten forgotten) {
                words.letGo(transaction, forgotten.id(), clock.instant());
            }
        }
    }
}
