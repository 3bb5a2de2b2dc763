// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the demo's people do once at the hub's own door. The hub's pages may not be up yet, so it is tried again until it
 * is done; not for ever, since every try is a login that somebody audits.
 */
final class Errand implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);
    private static final int PAUSE_SECONDS = 2;
    private static final int MOST_TRIES = 150;

    private final String name;
    private final URI hub;
    private final DemoLogins logins;
    private final ScheduledExecutorService thread;
    private int tries;

    /** Goes on where it broke off, when it is tried again. */
    interface Steps {
        void go(Errand errand) throws IOException;
    }

    /** @param name what is done, such as {@code approvals} */
    Errand(String name, URI hub, DemoLogins logins) {
        this.name = name;
        this.hub = hub;
        this.logins = logins;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "simulator-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void begin(Steps steps) {
        thread.scheduleWithFixedDelay(() -> attempt(steps), PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void attempt(Steps steps) {
        try {
            steps.go(this);
            LOG.info("The demo's {} are done.", name);
            thread.shutdown();
        } catch (IOException notYet) {
            if (++tries == MOST_TRIES) {
                LOG.warn("The demo's {} are given up, reason={}", name, notYet.getMessage());
                thread.shutdown();
            }
        } catch (RuntimeException e) {
            LOG.error("The demo's {} could not be done.", name, e);
            thread.shutdown();
        }
    }

    /** One of the demo's people, logged in. */
    Visitor entered(String login) throws IOException {
        Visitor visitor = new Visitor(hub);
        if (!visitor.enter(login, logins.password(login).orElse(""))) {
            throw new IOException("not let in, login=" + login);
        }
        return visitor;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
