// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the process that reads files lives by: it ends at once when its input is closed, as it is when the hub is gone, and
 * when it is about one question for so long that nobody can be waiting. A parser that loops does not look up from its file,
 * so that neither may be left to it.
 */
final class Lifeline {
    private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();
    private final Duration patience;
    private final Bench bench;

    /** @param patience for one question */
    Lifeline(InputStream in, Duration patience, Bench bench) {
        this.patience = patience;
        this.bench = bench;
        begin(() -> listen(in));
    }

    /** Waits for the next question. */
    String next() throws InterruptedException {
        return questions.take();
    }

    /** The answer of the work, unless it takes too long. */
    String within(Callable<String> work) throws InterruptedException, ExecutionException {
        FutureTask<String> answer = new FutureTask<>(work);
        begin(answer);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            end();
            throw new IllegalStateException(e);
        }
    }

    private void listen(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                questions.add(line);
            }
        } catch (IOException broken) {
            // As if it were closed.
        } finally {
            end();
        }
    }

    /** At once: whatever a parser wants to do at the end may take as long as its file. */
    private void end() {
        bench.close();
        Runtime.getRuntime().halt(0);
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
