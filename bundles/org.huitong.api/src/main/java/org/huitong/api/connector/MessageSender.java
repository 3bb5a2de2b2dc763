// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The role of a connector that can say something on its platform. It says what to do next and does nothing itself; the
 * hub owns the connection, the time-outs, the repeats, the token and the order of letters.
 */
@ConsumerType
public interface MessageSender extends Connector {
    /** What this account can send as it is configured now; answers at once. */
    Abilities abilities();

    /**
     * The next step of sending one piece. Pure: no waiting, no I/O, no state but the configuration. Called on many
     * threads at once, and by turns with other versions of this connector: everything it must know stands in the trail.
     * What is expected to go wrong is a {@link Step}; a thrown exception means that the connector is broken, and the
     * letter waits.
     */
    Step<Sent> send(Outgoing what, Trail trail);

    /**
     * What became of something that the platform accepted, for platforms that can be asked ({@link Abilities#receipts}).
     *
     * @param nativeId as {@link Sent} named it
     */
    default Step<Receipt> receipt(String nativeId, Trail trail) {
        return Step.done(Receipt.ACCEPTED);
    }
}
