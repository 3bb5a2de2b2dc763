// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.search;

import java.util.Hashtable;
import java.util.Map;
import org.huitong.api.operation.ReaderBoard;
import org.huitong.api.reader.Reader;
import org.huitong.api.reader.ReaderName;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends the search to its desk, and sets the hub's cursor before: to where the index ends, after a crash or where it has to
 * be made anew. A component cannot be a reader and ask the board of readers at its start, for each would wait for the
 * other; and once it sits there, a batch may be on its way that begins where the cursor was.
 */
@Component(
        service = {},
        immediate = true)
public final class SearchReader {
    /** As {@link ReaderName} says it. */
    private static final Map<String, Object> CARD = Map.of(
            ReaderName.PREFIX_ + "reader",
            Search.NAME,
            ReaderName.PREFIX_ + "reader.start",
            ReaderName.Start.BEGINNING.name(),
            ReaderName.PREFIX_ + "reader.whole",
            true,
            ReaderName.PREFIX_ + "reader.both",
            true);

    private final ServiceRegistration<Reader> seat;

    @Activate
    public SearchReader(BundleContext context, @Reference ReaderBoard board, @Reference Search search) {
        search.settle(board);
        seat = context.registerService(Reader.class, search, new Hashtable<>(CARD));
    }

    @Deactivate
    void leave() {
        seat.unregister();
    }
}
