// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.line;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.huitong.api.connector.Errands;
import org.huitong.api.connector.Intray;
import org.huitong.api.connector.Line;
import org.huitong.api.connector.LineDown;
import org.huitong.api.connector.Poller;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.AccountName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rounds to a platform that has to be asked, as a line: asked, kept with the place behind it, rested, asked again.
 * What is done by hand runs on a thread of its own, which may be interrupted; the one that keeps what came may not, for it
 * is in the database.
 */
final class Rounds implements Line {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration LONGEST_WORK = Duration.ofMinutes(2);
    private static final Duration LETS_GO = Duration.ofSeconds(5);

    private static final LocalText NOTHING_TO_DO =
            LocalText.of("连接器没有说出下一步，请联系它的开发者", "the connector does not say what to do next: tell its developer");
    private static final LocalText STUCK =
            LocalText.of("取消息的操作超时，已中止，稍后再试", "asking took too long and was ended; it is tried again");

    private static final LocalText NO_CALLS =
            LocalText.of("发送模块未运行，无法向平台发出请求", "the outbox is away, which makes calls to platforms");

    private final Poller poller;
    private final Way way;
    private final String name;
    private final CountDownLatch over = new CountDownLatch(1);
    private Thread hand;
    private CompletableFuture<?> calls;

    /**
     * How a platform is asked by calls.
     *
     * @param errands empty while nobody makes calls
     */
    record Way(AccountName account, Supplier<Optional<Errands>> errands) {}

    Rounds(Poller poller, Way way) {
        this.poller = poller;
        this.way = way;
        this.name = way.account().toString();
    }

    @Override
    public void listen(Intray tray) throws Exception {
        Duration rest = Duration.ZERO;
        while (!over.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<String> cursor = tray.bookmark();
            Poller.Batch batch = ask(cursor);
            if (over.getCount() == 0) {
                return;
            }
            if (!batch.came().isEmpty() || !cursor.equals(Optional.of(batch.cursor()))) {
                tray.take(batch.came(), batch.cursor());
            }
            tray.stands();
            rest = batch.rest();
        }
    }

    private Poller.Batch ask(Optional<String> cursor) throws Exception {
        Step<Poller.Batch> step = poller.poll(cursor, Trail.beginning(Optional.empty()));
        if (step instanceof Step.ByHand<Poller.Batch> byHand) {
            step = byHand(byHand.work());
        } else if (step instanceof Step.Ask<Poller.Batch>
                || step instanceof Step.Failed<Poller.Batch> failed && failed.failure() == Step.Failure.TOKEN) {
            step = byCalls(cursor);
        }
        if (step instanceof Step.Done<Poller.Batch> done) {
            return done.value();
        }
        if (step instanceof Step.Later<Poller.Batch> later) {
            throw new LineDown(later.why(), later.after());
        }
        if (step instanceof Step.Failed<Poller.Batch> failed) {
            throw new LineDown(failed.detail(), Duration.ZERO);
        }
        throw new LineDown(NOTHING_TO_DO, Duration.ofMinutes(1));
    }

    /** Whoever makes calls has the account's token, and asks this account's connector of that moment. */
    private Step<Poller.Batch> byCalls(Optional<String> cursor) throws Exception {
        Errands errands = way.errands().get().orElseThrow(() -> new LineDown(NO_CALLS, Duration.ofSeconds(10)));
        CompletableFuture<Errands.Ending<Poller.Batch>> asked = errands.<Poller.Batch>run(
                        way.account().platform(),
                        way.account().account(),
                        (connector, trail) -> connector instanceof Poller one
                                ? one.poll(cursor, trail)
                                : Step.failed(Step.Failure.UNKNOWN, NOTHING_TO_DO))
                .toCompletableFuture();
        synchronized (this) {
            if (over.getCount() == 0) {
                throw new LineDown(STUCK, Duration.ZERO);
            }
            calls = asked;
        }
        try {
            Errands.Ending<Poller.Batch> ending = asked.get(LONGEST_WORK.toSeconds(), TimeUnit.SECONDS);
            if (ending instanceof Errands.Ending.Done<Poller.Batch> done) {
                return Step.done(done.value());
            }
            return ending instanceof Errands.Ending.Later<Poller.Batch> later
                    ? Step.later(later.after(), later.why())
                    : Step.failed(
                            ((Errands.Ending.Failed<Poller.Batch>) ending).failure(),
                            ((Errands.Ending.Failed<Poller.Batch>) ending).why());
        } catch (CancellationException | TimeoutException late) {
            throw new LineDown(STUCK, Duration.ZERO);
        } catch (ExecutionException gone) {
            throw new LineDown(NO_CALLS, Duration.ofSeconds(10));
        }
    }

    private Step<Poller.Batch> byHand(Step.Handwork<Poller.Batch> work) throws Exception {
        CompletableFuture<Step<Poller.Batch>> came = new CompletableFuture<>();
        Thread own = new Thread(
                () -> {
                    try {
                        came.complete(work.now());
                    } catch (Exception | Error e) {
                        came.completeExceptionally(e);
                    }
                },
                "huitong-round-" + name);
        own.setDaemon(true);
        synchronized (this) {
            if (over.getCount() == 0) {
                throw new LineDown(STUCK, Duration.ZERO);
            }
            hand = own;
            own.start();
        }
        try {
            return came.get(LONGEST_WORK.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new LineDown(STUCK, Duration.ZERO);
            }
            if (e.getCause() instanceof Error broken) {
                LOG.error("A connector broke as it asked connector={}", name, Unquoted.of(broken));
                throw new LineDown(broke(broken), Duration.ZERO);
            }
            throw (Exception) e.getCause();
        } catch (TimeoutException late) {
            throw new LineDown(STUCK, Duration.ZERO);
        } finally {
            letGo(own);
        }
    }

    private static LocalText broke(Error e) {
        String kind = e.getClass().getSimpleName();
        return LocalText.of("连接器出错：" + kind, "the connector broke: " + kind);
    }

    /** Whoever takes the connector away must not find this thread in it. */
    private synchronized void letGo(Thread own) throws InterruptedException {
        hand = null;
        if (own.isAlive()) {
            own.interrupt();
            own.join(LETS_GO.toMillis());
            if (own.isAlive()) {
                LOG.error("A connector does not let go of a thread connector={}", name);
            }
        }
    }

    @Override
    public void close() {
        over.countDown();
        Thread own;
        CompletableFuture<?> asked;
        synchronized (this) {
            own = hand;
            asked = calls;
        }
        if (asked != null) {
            asked.cancel(false);
        }
        if (own != null) {
            own.interrupt();
        }
    }
}
