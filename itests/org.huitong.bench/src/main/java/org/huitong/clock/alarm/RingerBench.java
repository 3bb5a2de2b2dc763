// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.alarm;

import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.huitong.api.clock.Alarm;
import org.huitong.api.clock.Clock;
import org.huitong.api.clock.Ticks;

/** How soon alarms that are due have rung. In the package of what it measures, because that is nobody else's business. */
public final class RingerBench implements Ticks, AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AlarmBook book;
    private final Clock clock;

    /** @param clock how late it is; looks come in real time */
    public RingerBench(AlarmBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** How many are due now. */
    public int due() {
        return book.transactions().read(connection -> {
            String due = "SELECT COUNT(*) FROM clock_alarm WHERE rung = FALSE AND due_at <= " + clock.millis();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery(due)) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** Rings those of one name, from its bundle's coming until none is due. @return seconds */
    public double workOff(String name, Alarm alarm) throws InterruptedException {
        Ringer ringer = new Ringer(book, clock, this);
        try {
            long begin = System.nanoTime();
            ringer.add(alarm, Map.of("huitong.alarm", name));
            while (due() > 0) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            ringer.remove(alarm);
            ringer.close();
        }
    }

    @Override
    public Tick after(Duration pause, Runnable work) {
        ScheduledFuture<?> tick = timer.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> tick.cancel(false);
    }

    @Override
    public Tick every(Duration pause, Runnable work) {
        ScheduledFuture<?> tick =
                timer.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> tick.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
