// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a {@link MessageSender} is, too, whose platform takes back what was sent. It says what to do next and does nothing
 * itself; its calls are {@link Call#harmless}, for what is taken back twice is taken back.
 */
@ConsumerType
public interface MessageRecaller extends MessageSender {
    /** For how long after it was sent the platform takes something back; not at all where it is zero. Answers at once. */
    Duration recallable();

    /**
     * The next step of taking back. It ends with {@link Step.Done} only where the platform says that it did; else with what
     * the platform says against it.
     *
     * @param nativeId as {@link Sent} named it
     * @param where it was sent to
     */
    Step<Boolean> recall(String nativeId, Outgoing.Target where, Trail trail);
}
