// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.capability.keeping.ArchivePlace.State;

/**
 * Where the archive is looked at for somebody who waits. A mount that hangs holds whoever asks it for hours, and nobody can
 * call them back: so it is asked by few threads of this room, and whoever waits is told soon that it does not answer.
 */
final class ReadingRoom implements AutoCloseable {
    private static final int SEATS = 3;
    private static final int QUEUE = 5;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration READING = Duration.ofSeconds(10);

    private final Supplier<State> place;
    private final Duration look;
    private final Duration reading;
    private final ThreadPoolExecutor lookout = threads(1, 1, "huitong-keeping-lookout");
    private final ThreadPoolExecutor readers = threads(SEATS, QUEUE, "huitong-keeping-reader");
    private Look last;

    /** One look at the place, shared by all who ask while it lasts. */
    private record Look(Future<State> state, long begun) {}

    /** @param place says how the place stands, however long that takes */
    ReadingRoom(Supplier<State> place) {
        this(place, LOOK, READING);
    }

    /**
     * @param look how long somebody waits for a look at the place
     * @param reading how long somebody waits for what they want to read
     */
    ReadingRoom(Supplier<State> place, Duration look, Duration reading) {
        this.place = place;
        this.look = look;
        this.reading = reading;
    }

    private static ThreadPoolExecutor threads(int most, int queue, String name) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(most, most, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue), work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** How the place stands; one that has not answered by now is away. */
    State state() {
        try {
            Look now = look();
            long left = look.toNanos() - (System.nanoTime() - now.begun());
            return now.state().get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | RejectedExecutionException silent) {
            return new State.Away(ArchivePlace.Word.SILENT, silent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new State.Away(ArchivePlace.Word.SILENT, silent());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException broken ? broken : new IllegalStateException(e.getCause());
        }
    }

    private synchronized Look look() {
        if (last == null || last.state().isDone()) {
            last = new Look(lookout.submit(place::get), System.nanoTime());
        }
        return last;
    }

    private static LocalText silent() {
        return LocalText.of(
                "归档路径没有响应：挂载可能卡住了。恢复之后会继续。",
                "The path of archives does not answer: the mount hangs perhaps. It goes on once it is back.");
    }

    /**
     * Reads something of the archive. It touches the medium and nothing else, since it is interrupted when the time is over.
     *
     * @throws Problem 503 where too many read already, or it takes too long
     */
    <T> T read(Callable<T> what) throws IOException {
        FutureTask<T> task = new FutureTask<>(what);
        try {
            readers.execute(task);
            return task.get(reading.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException full) {
            throw new Problem(
                    503,
                    "archive-busy",
                    LocalText.of("现在读取归档的人较多，请稍后再试。", "Many read the archive at this moment: try again in a while."));
        } catch (TimeoutException late) {
            throw new Problem(503, "archive-away", silent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "archive-away", silent());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw e.getCause() instanceof RuntimeException broken ? broken : new IllegalStateException(e.getCause());
        } finally {
            if (task.cancel(true)) {
                readers.remove(task);
            }
        }
    }

    /** Whoever hangs is left behind, on threads that keep nothing alive. */
    @Override
    public void close() {
        lookout.shutdown();
        readers.shutdownNow();
    }
}
