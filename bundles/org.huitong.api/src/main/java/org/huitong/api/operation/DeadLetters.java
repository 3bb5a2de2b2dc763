// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/** What was taken in and could not be processed: kept, shown, and sent again when its cause is mended. */
@ProviderType
public interface DeadLetters {
    /** The newest first, those already sent again left out; never their content. */
    List<DeadLetter> list(OptionalLong before, int limit);

    long count();

    /** The raw bytes, for those who may read everything; the read is logged. */
    Optional<byte[]> raw(Asker asker, long id);

    /** Offers it to its connector again. */
    Outcome sendAgain(Asker asker, long id);

    /**
     * Throws it away, for good: what is in it is not kept. The deed is noted with the reason, in the same transaction.
     *
     * @param reason why it is of no use, in the words of whoever says so
     * @return false where there is no such letter
     */
    boolean discard(Asker by, long id, String reason);

    /** Why it lies here is a sentence without content. */
    record DeadLetter(
            long id, String platform, String account, Instant receivedAt, LocalText reason, int bytes, int tries) {}

    /** What came of sending it again. */
    enum Outcome {
        /** Its messages are in the journal now, or were there already. */
        TAKEN,
        /** It failed again and stays. */
        FAILED_AGAIN,
        NO_SUCH_LETTER,
        /** The account's connector is away. */
        CONNECTOR_AWAY
    }
}
