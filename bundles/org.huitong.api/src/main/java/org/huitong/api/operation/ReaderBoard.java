// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** How far every reader and every stage has come. Provided by the hub. */
@ProviderType
public interface ReaderBoard {
    List<ReaderStanding> readers();

    List<StageStanding> stages();

    List<Parked> parked(String reader, int limit);

    /** Offers a parked entry again; true where the reader took it. False also where it did not come to it in time. */
    boolean retry(String reader, long seq);

    /**
     * Sets a reader back: everything after {@code seq} is handed over again, as replayed, what was parked there with it.
     * False: no such reader.
     */
    boolean replay(String reader, long seq);

    /**
     * How one reader stands.
     *
     * @param lag entries of the log that it has not been handed yet
     * @param alive whether the thread runs that reads for it
     * @param tries how often it has refused what it is being offered now, 0 where it takes what it is offered
     * @param lastFailure what went wrong last and where, without the words of any message; empty where nothing has
     * @param failedAt when that was
     */
    record ReaderStanding(
            String name,
            boolean present,
            long cursor,
            long lag,
            long parked,
            String waitsFor,
            boolean alive,
            int tries,
            String lastFailure,
            Optional<Instant> failedAt) {}

    record StageStanding(String name, int version, boolean present, String snapshot, long owed, long late) {}

    /** An entry that a reader refused again and again; it is offered again every few minutes. */
    record Parked(String reader, long seq, String reason, int tries, Instant since) {}
}
