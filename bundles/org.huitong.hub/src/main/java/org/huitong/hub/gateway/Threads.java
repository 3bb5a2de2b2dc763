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

    /** For a call that is about to leave its thread to plugs. */
    Loan lend() {
        return new Loan();
    }

    private synchronized void stuck(int more) {
        stuck += more;
        admitting.setCorePoolSize(Math.min(MOST, EACH + stuck));
    }

    /** A thread in the hands of plugs: for each that is kept long there is another one to let calls in. */
    final class Loan {
        private boolean missed;
        private boolean back;

        /** A plug keeps it; counted once, however often it is seen. */
        synchronized void isMissed() {
            if (!back && !missed) {
                missed = true;
                stuck(1);
            }
        }

        /** It has come back, maybe after all. */
        synchronized void isBack() {
            if (!back && missed) {
                stuck(-1);
            }
            back = true;
        }
    }

    @Override
    public void close() {
        admitting.shutdown();
        answering.shutdown();
    }
}
