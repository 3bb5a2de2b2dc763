// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.huitong.api.connector.EvidenceReader;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineDown;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.ConnectedAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One account's line for as long as one connector keeps it: opened, and opened again where it was lost. */
final class OpenLine implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLine.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ConnectedAccount account;
    private final EvidenceReader keeper;
    private final Lamp lamp;
    private final Supplier<Optional<Line>> lines;
    private final LineTray.Gear gear;
    private final Duration firstWait;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private Line line;
    private LineTray tray;
    private boolean over;
    private volatile boolean stood;
    private volatile long stoodSince;

    /**
     * @param lines asked for a line that is not open yet, before each attempt
     * @param firstWait before it is opened again after it was lost once; twice as long after each further loss
     */
    OpenLine(
            ConnectedAccount account,
            EvidenceReader keeper,
            Lamp lamp,
            Supplier<Optional<Line>> lines,
            LineTray.Gear gear,
            Duration firstWait) {
        this.account = account;
        this.lamp = lamp;
        this.keeper = keeper;
        this.lines = lines;
        this.gear = gear;
        this.firstWait = firstWait;
        this.thread = new Thread(this, "huitong-line-" + account.name());
        thread.setDaemon(true);
    }

    EvidenceReader keeper() {
        return keeper;
    }

    void begin() {
        thread.start();
    }

    /** Ends it and waits until its thread has left the connector. */
    void end(Duration patience) {
        Line open;
        synchronized (this) {
            over = true;
            open = line;
            if (tray != null) {
                tray.die();
            }
        }
        if (open != null) {
            close(open);
        }
        ended.countDown();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            // Only now: it may be writing to the database, which does not bear it.
            LOG.error("A connector does not let go of its line connector={}", account.name());
            thread.interrupt();
        }
        lamp.lost(Optional.empty());
    }

    @Override
    public void run() {
        Duration wait = firstWait;
        try {
            while (!isOver()) {
                stood = false;
                Optional<Line> next = lines.get();
                if (next.isEmpty()) {
                    // An account that is configured anew has another connector.
                    return;
                }
                lamp.opens();
                Duration asked = listen(next.get());
                // One that is thrown out as soon as it stands, by somebody else with the same keys, must not storm.
                boolean lasted = stood && System.nanoTime() - stoodSince > wait.toNanos();
                wait = lasted ? firstWait : wait;
                Duration longer = asked.compareTo(wait) > 0 ? asked : wait;
                if (ended.await(scattered(longer), TimeUnit.MILLISECONDS)) {
                    return;
                }
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        } catch (InterruptedException ended) {
            LOG.debug("A line is over connector={}", account.name());
        } catch (RuntimeException | Error e) {
            LOG.error("A connector broke as it was asked for a line connector={}", account.name(), Unquoted.of(e));
            lamp.lost(Optional.of(lost(e)));
        }
    }

    /** Up to a quarter longer: where a platform drops everybody at once, not everybody comes back at once. */
    private static long scattered(Duration wait) {
        return wait.toMillis() + ThreadLocalRandom.current().nextLong(wait.toMillis() / 4 + 1);
    }

    /** @return how long the other side wants to be left alone */
    private Duration listen(Line next) throws InterruptedException {
        LineTray own = new LineTray(account, keeper, gear, lamp::brought, () -> {
            lamp.stands();
            // Who makes rounds says so after each of them.
            if (!stood) {
                stoodSince = System.nanoTime();
                stood = true;
                LOG.info("A line stands connector={}", account.name());
            }
        });
        synchronized (this) {
            if (over) {
                close(next);
                return Duration.ZERO;
            }
            line = next;
            tray = own;
        }
        try {
            next.listen(own);
            lamp.lost(Optional.of(LocalText.of("对方关闭了连接", "the other side has ended the line")));
            LOG.info("A line has ended and is opened again connector={}", account.name());
        } catch (InterruptedException ended) {
            throw ended;
        } catch (LineDown down) {
            if (!isOver()) {
                lamp.lost(Optional.of(down.why()));
                LOG.warn("Nothing can be asked for now connector={} reason={}", account.name(), down.getMessage());
            }
            return down.after();
        } catch (Exception | Error e) {
            // Whatever a connector breaks with, its account has a line again.
            if (!isOver()) {
                lamp.lost(Optional.of(lost(e)));
                LOG.warn("A line was lost and is opened again connector={} reason={}", account.name(), words(e));
            }
        } finally {
            own.die();
            close(next);
        }
        return Duration.ZERO;
    }

    private void close(Line open) {
        try {
            open.close();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A line does not close well connector={}", account.name(), Unquoted.of(e));
        }
    }

    private static LocalText lost(Throwable e) {
        return LocalText.of("连接不上或已断开：" + words(e), "the line is down: " + words(e));
    }

    private static String words(Throwable e) {
        String said = e.getMessage() == null || e.getMessage().isBlank()
                ? e.getClass().getSimpleName()
                : e.getMessage();
        String flat = said.replaceAll("\\s+", " ").strip();
        return flat.length() <= 200 ? flat : flat.substring(0, 200) + "…";
    }

    private synchronized boolean isOver() {
        return over;
    }
}
