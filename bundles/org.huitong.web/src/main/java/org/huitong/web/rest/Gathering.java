// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;

/** Reads a body as it comes: until it is whole, it costs its bytes and no thread. */
final class Gathering implements ReadListener {
    private static final int FIRST = 1024;

    private final ServletInputStream in;
    private final AsyncContext async;
    private final Anteroom.Place place;
    private final long most;
    private final LocalText tooLarge;
    private final Whole then;
    private byte[] bytes = new byte[FIRST];
    private int length;
    private boolean over;

    /** What becomes of it; told once. */
    interface Whole {
        /** True where the call is over with that, false where it ends by itself. */
        boolean came(byte[] body) throws IOException;

        void failed(Problem why) throws IOException;
    }

    private Gathering(
            ServletInputStream in,
            AsyncContext async,
            Anteroom.Place place,
            long most,
            LocalText tooLarge,
            Whole then) {
        this.in = in;
        this.async = async;
        this.place = place;
        this.most = most;
        this.tooLarge = tooLarge;
        this.then = then;
    }

    /** Begins; the call goes on by itself. */
    static void begin(HttpServletRequest request, Anteroom.Place place, long most, LocalText tooLarge, Whole then)
            throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new Gathering(in, async, place, most, tooLarge, then));
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!over && in.isReady() && !in.isFinished()) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            int read = in.read(bytes, length, bytes.length - length);
            if (read > 0) {
                length += read;
                if (length > most) {
                    fail(new Problem(413, "too-large", tooLarge));
                } else if (!place.take(read)) {
                    fail(Anteroom.full());
                }
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (!over) {
            over = true;
            boolean done = true;
            try {
                byte[] body = Arrays.copyOf(bytes, length);
                bytes = new byte[0];
                done = then.came(body);
            } finally {
                end(done);
            }
        }
    }

    @Override
    public void onError(Throwable broken) {
        if (over) {
            return;
        }
        try {
            boolean late = broken instanceof TimeoutException || broken.getCause() instanceof TimeoutException;
            fail(
                    late
                            ? new Problem(408, "too-slow", LocalText.of("请求体没有及时到达。", "The body did not come in time."))
                            : Problem.badRequest("请求中断了。", "The request broke off."));
        } catch (IOException gone) {
            // Nobody is there any more to hear it.
            broken.addSuppressed(gone);
        }
    }

    private void fail(Problem why) throws IOException {
        over = true;
        bytes = new byte[0];
        try {
            then.failed(why);
        } finally {
            end(true);
        }
    }

    private void end(boolean done) {
        place.giveBack();
        if (done) {
            async.complete();
        }
    }
}
