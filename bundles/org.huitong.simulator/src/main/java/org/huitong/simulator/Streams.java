// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

/** A platform to which hubs connect and stay: it pushes over those connections, and does to them what real ones do. */
public interface Streams extends Carrier, SocketServer.Gate {
    /** Whether it is one of this platform's, and goes over a connection. */
    boolean carries(Push push);

    /** A moment has passed. */
    void tick();

    Exchange exchange();

    /** Asks everybody to connect anew, as the platform does before its own servers are changed. */
    void move();

    /** Those connected stay so, and nothing goes through any more. */
    default void deafen() {
        exchange().connected().forEach(Peer::deafen);
    }

    /** Everybody is cut off. */
    default void drop() {
        exchange().connected().forEach(Peer::drop);
    }
}
