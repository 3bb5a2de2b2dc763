// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.huitong.api.text.LocalText;

/**
 * Lines to and from a process that nobody here trusts. Whoever asks waits for answers alone and never longer than was said:
 * questions are written by a thread of their own, for a process that does not read holds up whoever writes, and nothing but
 * its end frees him. What it says is bounded by what it was asked: more lines than questions, or more than one turn may
 * have, and it is ended.
 *
 * <p>One thread at a time asks. Every failure here ends the process, and its two threads with it.
 */
public final class LinePipe implements AutoCloseable {
    /** All that may be said to the questions of one turn. */
    public static final int MOST = 8 << 20;

    /** Of what was too much so much is kept, to see of which record it was. */
    private static final int BEGINNING = 4 << 10;

    private static final byte[] NO_MORE = {};
    private static final Set<String> INHERITED =
            Set.of("PATH", "LD_LIBRARY_PATH", "LANG", "TZ", "TMPDIR", "SystemRoot");

    private final Process process;
    private final BlockingQueue<byte[]> questions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private long end;
    private int open;
    private int room;

    /** A line, or that there will be no more. */
    private sealed interface Heard {
        record Line(String text) implements Heard {}

        record End(IOException how) implements Heard {}
    }

    /** @param name of its threads */
    LinePipe(Process process, String name) {
        this.process = process;
        begin(this::listen, "huitong-" + name + "-listener");
        begin(this::write, "huitong-" + name + "-writer");
    }

    /**
     * Starts a program. It gets nothing of the hub's own environment, which may hold passwords, and what it says beside its
     * answers is heard by nobody.
     *
     * @param name of the pipe's threads, such as {@code archive}
     */
    public static LinePipe start(List<String> command, String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(INHERITED);
        return new LinePipe(builder.start(), name);
    }

    private static void begin(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Not once it was ended, though the machine may still be about it. */
    public boolean isAlive() {
        return !closed && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /**
     * Begins a turn.
     *
     * @param lines one question each
     * @param limit until when all of them have to be answered
     */
    public void ask(List<String> lines, Duration limit) {
        synchronized (this) {
            open = lines.size();
            room = MOST;
        }
        end = System.nanoTime() + limit.toNanos();
        questions.add((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The next answer of this turn.
     *
     * @throws Gone where it ended, or was ended
     * @throws TooMuch where it said more than it may
     */
    public String answer() throws IOException, InterruptedException {
        Heard next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
            close();
            throw new Gone(LocalText.of("没有按时应答，已结束", "it did not answer in time, and was ended"));
        }
        if (next instanceof Heard.End over) {
            throw over.how();
        }
        return ((Heard.Line) next).text();
    }

    private void write() {
        try (OutputStream out = process.getOutputStream()) {
            for (byte[] next = questions.take(); next != NO_MORE; next = questions.take()) {
                out.write(next);
                out.flush();
            }
        } catch (IOException gone) {
            // Whoever asked hears of it from the listener, or when time is up.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        IOException how = new Gone(LocalText.of("已退出", "it has ended"));
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream answers = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            for (int next = answers.read(); next >= 0; next = answers.read()) {
                take(next, line);
            }
        } catch (Gone | TooMuch ended) {
            how = ended;
        } catch (IOException broken) {
            // Its end, as any other.
        } finally {
            close();
            heard.add(new Heard.End(how));
        }
    }

    private synchronized void take(int next, ByteArrayOutputStream line) throws Gone, TooMuch {
        if (open == 0) {
            throw new Gone(LocalText.of("说了没有问它的话，已结束", "it said what nobody asked for, and was ended"));
        }
        if (--room < 0) {
            byte[] said = line.toByteArray();
            throw new TooMuch(new String(said, 0, Math.min(said.length, BEGINNING), StandardCharsets.US_ASCII));
        }
        if (next == '\n') {
            open--;
            heard.add(new Heard.Line(line.toString(StandardCharsets.US_ASCII)));
            line.reset();
        } else {
            line.write(next);
        }
    }

    /**
     * Waits until the machine has ended a process that was closed.
     *
     * @param limit no longer than that
     */
    public void awaitEnd(Duration limit) {
        try {
            process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process, and what it has started: one that lived on would hold the other end of the pipe. */
    @Override
    public void close() {
        closed = true;
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        questions.add(NO_MORE);
    }
}
