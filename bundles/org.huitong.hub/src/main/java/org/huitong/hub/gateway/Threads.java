// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The gateway's own threads, for what does not begin on one of the server's.
 *
 * @param answering gives answers after the commit: short work, so few threads, and a queue without end
 * @param admitting lets held calls in when their connector is back; apart from the answers, since a connector that hangs
 *     as soon as it comes keeps these threads, and nobody's answer may wait for that
 */
record Threads(ExecutorService answering, ExecutorService admitting) implements AutoCloseable {
    private static final int EACH = 4;

    static Threads open() {
        return new Threads(pool("huitong-answer"), pool("huitong-admit"));
    }

    private static ExecutorService pool(String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                EACH, EACH, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> new Thread(r, name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        admitting.shutdown();
        answering.shutdown();
    }
}
