// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.statistics;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.huitong.api.reader.Entry;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.huitong.api.store.Schema;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts the log from its beginning. It waits for no stage: a message counts at once, and a department that is found
 * later is added when its finding comes. What was counted is remembered by message, so that the log may be read again
 * without counting twice.
 */
@Component
@ReaderName(reader = "statistics", reader_start = ReaderName.Start.BEGINNING)
public final class StatisticsReader implements Reader {
    private final Shelf shelf = new Shelf();

    @Activate
    public StatisticsReader(@Reference(target = "(schema=statistics)") Schema tables) {}

    StatisticsReader() {}

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        Tally tally = new Tally(shelf.known(
                transaction, entries.stream().map(entry -> entry.id().value()).collect(Collectors.toSet())));
        entries.forEach(tally::take);
        shelf.keep(transaction, tally);
    }
}
