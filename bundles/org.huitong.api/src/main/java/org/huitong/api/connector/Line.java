// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import org.osgi.annotation.versioning.ConsumerType;

/** A connection that stays: opened, listened to and ended once. Its maker keeps no thread or socket beyond {@link #close}. */
@ConsumerType
public interface Line {
    /**
     * Opens the line and stays on it, on a thread of the hub. Ends by returning or throwing, whichever way it was lost;
     * the hub opens another one after a while.
     *
     * @param tray where what comes in is handed over; of no use any more once this has ended
     * @throws Exception whose message says to the operator what went wrong, without secrets and addresses of people
     */
    void listen(Intray tray) throws Exception;

    /**
     * Ends it, from another thread: shuts the sockets, so that {@link #listen} comes back soon, for nobody interrupts it.
     * May be called before {@link #listen}, which then does not begin, and more than once.
     */
    void close();
}
