// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers in processes of their own, which open theirs a moment later. They lie below those that the kernel
 * gives to the near ends of connections: one of those may be taken again before the server comes to it.
 */
public final class FreePort {
    private static final int FIRST = 10_000;
    private static final int END = 32_000;

    private static final AtomicInteger LAST =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, END));

    private FreePort() {}

    /** One that nobody listens on; another one at each call of this process. */
    public static int next() {
        for (int tried = 0; tried < END - FIRST; tried++) {
            int port = LAST.updateAndGet(last -> last + 1 < END ? last + 1 : FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free on this machine");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
