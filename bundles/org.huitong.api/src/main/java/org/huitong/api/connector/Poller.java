// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector whose platform has to be asked for what there is: an archive, a queue of calls that failed. The
 * hub asks, one question at a time for each account, and keeps the place up to which it has come in the transaction that
 * keeps what came. So a crash at any moment neither loses nor doubles anything, and whoever polls holds neither a thread
 * nor a place of its own.
 */
@ConsumerType
public interface Poller extends EvidenceReader {
    /**
     * Whether this account has to be asked, as it is configured; answers at once. Of an account that also takes calls, what
     * is asked for are those that failed: where it cannot be asked, calls come in all the same.
     */
    default boolean polls() {
        return true;
    }

    /**
     * The next step of asking for what lies behind that place. Pure, as {@link MessageSender#send} is, but for the work of
     * a {@link Step.ByHand}; that is interrupted when the connector leaves, and must then end soon.
     *
     * <p>{@link Step.Later} and {@link Step.Failed} are the account's problem, in their words, until a batch came. Either
     * way it is asked again: after the time that is said, or after 1 s, 2 s … 60 s.
     *
     * @param cursor of the batch before; empty at the very first
     */
    Step<Batch> poll(Optional<String> cursor, Trail trail);

    /**
     * What one question brought.
     *
     * @param came in the platform's order; at most 1,000, since all of it is one transaction
     * @param cursor the place behind it, in the connector's own words; at most 1,000 characters
     * @param rest how long to leave the platform alone now; zero where more is waiting already
     */
    record Batch(List<Evidence> came, String cursor, Duration rest) {
        public Batch {
            came = List.copyOf(came);
            Objects.requireNonNull(cursor);
            Objects.requireNonNull(rest);
        }
    }
}
