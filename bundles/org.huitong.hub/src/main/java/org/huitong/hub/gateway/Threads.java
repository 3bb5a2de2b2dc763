// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The gateway's own threads, for what does not begin on one of the server's. */
final class Threads implements AutoCloseable {
    private static final int EACH = 4;
    /** As many as a port has at most. */
    private static final int MOST = 200;

    private final ExecutorService answering = pool("huitong-answer");
    private final ThreadPoolExecutor admitting = pool("huitong-admit");
    private int stuck;

    private static ThreadPoolExecutor pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                EACH, MOST, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> new Thread(r, name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Gives answers after the commit: short work, so few threads, and a queue without end. */
    ExecutorService answering() {
        return answering;
    }

    /**
     * Lets in calls that had to wait. Apart from the answers, since a connector that hangs keeps these threads, and
     * nobody's answer may wait for that.
     */
    ExecutorService admitting() {
        return admitting;
    }

    /** A plug keeps the thread of a call for long: for each there is another one to let calls in. */
    synchronized void lost() {
        stuck++;
        admitting.setCorePoolSize(Math.min(MOST, EACH + stuck));
    }

    /** It has come back after all. */
    synchronized void found() {
        stuck--;
        admitting.setCorePoolSize(Math.min(MOST, EACH + stuck));
    }

    @Override
    public void close() {
        admitting.shutdown();
        answering.shutdown();
    }
}
