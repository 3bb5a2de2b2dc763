// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.coverage;

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

/** Takes down of which kinds messages came, and from which groups, from the beginning of the log. */
@Component
@ReaderName(reader = "coverage", reader_start = ReaderName.Start.BEGINNING)
public final class CoverageReader implements Reader {
    @Activate
    public CoverageReader(@Reference(target = "(schema=coverage)") Schema tables) {}

    CoverageReader() {}

    @Override
    public void read(List<Entry> entries, Connection transaction) throws SQLException {
        CoverageShelf.add(transaction, Count.of(entries));
    }
}
