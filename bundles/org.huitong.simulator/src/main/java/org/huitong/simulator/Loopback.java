// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Pushes over HTTP to a hub on this machine. */
final class Loopback implements Carrier {
    private final URI hub;
    private final ExecutorService threads;

    Loopback(URI hub, ExecutorService threads) {
        this.hub = hub;
        this.threads = threads;
    }

    @Override
    public void carry(Push push, Duration deadline, Consumer<Reply> then) {
        try {
            threads.execute(() -> then.accept(call(push, deadline)));
        } catch (RejectedExecutionException stopped) {
            then.accept(Reply.NOBODY);
        }
    }

    private Reply call(Push push, Duration deadline) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create(hub + push.path()).toURL().openConnection();
            call.setRequestMethod(push.method());
            call.setConnectTimeout((int) deadline.toMillis());
            call.setReadTimeout((int) deadline.toMillis());
            push.headers().forEach(call::setRequestProperty);
            if (push.body().length > 0) {
                call.setDoOutput(true);
                call.setFixedLengthStreamingMode(push.body().length);
                try (OutputStream out = call.getOutputStream()) {
                    out.write(push.body());
                }
            }
            int status = call.getResponseCode();
            try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
                return Reply.of(status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException late) {
            return Reply.LATE;
        } catch (IOException nobody) {
            return Reply.NOBODY;
        }
    }
}
