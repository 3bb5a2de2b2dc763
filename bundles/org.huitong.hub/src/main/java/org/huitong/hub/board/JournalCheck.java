// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.board;

import java.time.Duration;
import org.huitong.api.operation.Check;
import org.huitong.hub.journal.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the log takes what comes. */
@Component(service = Check.class)
public final class JournalCheck implements Check {
    private static final int MANY = 10_000;
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Journal journal;

    @Activate
    public JournalCheck(@Reference Journal journal) {
        this.journal = journal;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Result result() {
        if (!journal.trouble().isEmpty()) {
            return Result.down("The database takes nothing (" + journal.trouble()
                    + "): look for space on its disk and into the log. Platforms are asked to send again.");
        }
        Duration busy = journal.busy();
        if (busy.compareTo(LONG) > 0) {
            return Result.down("The database has not answered for " + busy.toSeconds()
                    + " s: look whether its server and its disk are there. Platforms are not answered and send again.");
        }
        int waiting = journal.waiting();
        return waiting > MANY
                ? Result.degraded(waiting + " calls wait for the database: it is slower than what comes in.")
                : Result.up("line " + journal.head());
    }
}
