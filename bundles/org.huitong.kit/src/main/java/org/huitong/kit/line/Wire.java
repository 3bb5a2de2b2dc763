// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.huitong.api.text.LocalText;

/**
 * One socket. It hands on whole frames, and asks for the next one only when somebody has taken the one before: what is not
 * taken waits at the other side and not in memory.
 */
final class Wire implements WebSocket.Listener {
    private static final int AHEAD = 64;
    private static final int LONGEST = 4 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long FAREWELL_MILLIS = 300;

    private final Talk talk;
    private final Consumer<Came> reports;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile WebSocket socket;
    private volatile long heardAt;
    private long beatAt = System.nanoTime();

    /** What happened on a wire. */
    sealed interface Came {
        Wire wire();

        record Said(Wire wire, Frame frame, long at) implements Came {}

        record Gone(Wire wire, LocalText why) implements Came {}
    }

    Wire(Talk talk, Consumer<Came> reports) {
        this.talk = talk;
        this.reports = reports;
    }

    Talk talk() {
        return talk;
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        heardAt = System.nanoTime();
        opened.request(AHEAD);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        if (text.length() + part.length() > LONGEST) {
            return tooLong(from);
        }
        text.append(part);
        if (last) {
            reports.accept(new Came.Said(this, new Frame.Text(text.toString()), System.nanoTime()));
            text.setLength(0);
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        if (bytes.size() + part.remaining() > LONGEST) {
            return tooLong(from);
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
        if (last) {
            reports.accept(new Came.Said(this, new Frame.Bytes(bytes.toByteArray()), System.nanoTime()));
            bytes.reset();
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        reports.accept(new Came.Gone(
                this,
                LocalText.of("平台关闭了连接（" + status + "）", "the platform has closed the connection (" + status + ")")));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        reports.accept(
                new Came.Gone(this, LocalText.of("连接已断开：" + words(error), "the connection was lost: " + words(error))));
    }

    private CompletionStage<?> tooLong(WebSocket from) {
        from.abort();
        reports.accept(new Came.Gone(this, LocalText.of("平台发来的一帧过长", "a frame of the platform's is too long")));
        return null;
    }

    /** A frame of it was taken off; the other side may send one more. */
    void took(long at) {
        heardAt = at;
        socket.request(1);
    }

    Duration silentFor() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    /** Says that we are there, where it is time to. */
    void keepAlive() throws IOException, InterruptedException {
        if (talk.beat().isPresent()
                && System.nanoTime() - beatAt >= talk.rhythm().beat().toNanos()) {
            beatAt = System.nanoTime();
            send(talk.beat().get());
        }
    }

    /** Blocks until it is on its way. */
    void send(Frame frame) throws IOException, InterruptedException {
        CompletableFuture<WebSocket> sent = frame instanceof Frame.Text said
                ? socket.sendText(said.text(), true)
                : socket.sendBinary(ByteBuffer.wrap(((Frame.Bytes) frame).bytes()), true);
        try {
            sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("nothing can be sent on the connection: " + words(e.getCause()));
        } catch (TimeoutException e) {
            throw new IOException("the other side takes nothing any more");
        }
    }

    /** From any thread, as often as one likes. */
    void leave() {
        WebSocket open = socket;
        if (open == null) {
            return;
        }
        try {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException impolite) {
            // It goes without a word then.
            open.abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.abort();
    }

    private static String words(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
