// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How far every reader and every stage has come. Provided by the hub. */
@ProviderType
public interface ReaderBoard {
    List<ReaderStanding> readers();

    List<StageStanding> stages();

    List<Parked> parked(String reader, int limit);

    /** Offers a parked entry again; true where the reader took it. */
    boolean retry(String reader, long seq);

    /** Sets a reader back: everything after {@code seq} is handed over again, as replayed. False: no such reader. */
    boolean replay(String reader, long seq);

    /** @param lag entries of the log that it has not been handed yet */
    record ReaderStanding(String name, boolean present, long cursor, long lag, long parked, String waitsFor) {}

    record StageStanding(String name, int version, boolean present, String snapshot, long owed, long late) {}

    /** An entry that a reader refused again and again. */
    record Parked(String reader, long seq, String reason, int tries, Instant since) {}
}
