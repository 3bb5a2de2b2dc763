// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.huitong.api.operation.Check;
import org.huitong.api.operation.Check.Status;
import org.huitong.api.text.Unquoted;
import org.huitong.web.health.Health.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all checks side by side. They are any bundle's: one that does not come back is DOWN and takes neither the others
 * along nor the thread of whoever asked, and it is not asked a second time before it has answered. Safe for any thread.
 */
final class CheckUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckUp.class);

    private final Duration patience;
    private final Map<Check, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "huitong-health-check");
        thread.setDaemon(true);
        return thread;
    });

    /** @param patience how long all of them together are waited for */
    CheckUp(Duration patience) {
        this.patience = patience;
    }

    /** One answer for each, in their order. */
    List<Answer> of(List<Check> checks) {
        long end = System.nanoTime() + patience.toNanos();
        // All are asked before the first is waited for.
        List<CompletableFuture<Answer>> answers =
                checks.stream().map(this::answering).toList();
        return IntStream.range(0, checks.size())
                .mapToObj(i -> await(checks.get(i), answers.get(i), end))
                .toList();
    }

    private CompletableFuture<Answer> answering(Check check) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> before = asked.putIfAbsent(check, mine);
        if (before != null) {
            return before;
        }
        threads.execute(() -> {
            try {
                mine.complete(ask(check));
            } catch (Throwable e) {
                mine.completeExceptionally(e);
                throw e;
            } finally {
                asked.remove(check, mine);
            }
        });
        return mine;
    }

    private Answer await(Check check, CompletableFuture<Answer> answer, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warn("A check does not answer check={}", check.getClass().getName());
            return broken(
                    check,
                    "This check has not answered within " + patience.toSeconds()
                            + " s; what it looks at may stand still. Restart its bundle, or the hub.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return broken(check, "The hub is being stopped.");
        }
    }

    private static Answer ask(Check check) {
        try {
            Check.Result result = check.result();
            return new Answer(check.name(), result.status(), result.message());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A check failed check={}", check.getClass().getName(), Unquoted.of(e));
            return broken(check, "This check itself is broken; the log says why.");
        }
    }

    /** Under its class's name, for its own is asked of it as well. */
    private static Answer broken(Check check, String message) {
        return new Answer(check.getClass().getSimpleName(), Status.DOWN, message);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
