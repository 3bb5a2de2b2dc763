// SPDX-License-Identifier: Apache-2.0
package org.huitong.kit.line;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.LineDown;
import org.huitong.api.connector.Reply;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.text.LocalText;

/** Opens sockets, one after the other, until it is closed; then everything that it opened is shut and waits for nothing. */
final class Dialler implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_STEPS = 5;

    private static final LocalText NO_ADDRESS =
            LocalText.of("平台没有给出长连接的地址", "the platform does not say where to connect");

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "huitong-line-socket");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder()
            .executor(threads)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    private final Set<Wire> wires = new HashSet<>();
    private CompletableFuture<?> pending;
    private boolean closed;

    /** Blocks until a socket is open. */
    Wire dial(Dialect dialect, Consumer<Wire.Came> reports) throws IOException, InterruptedException {
        URI address = address(dialect);
        Wire wire = new Wire(dialect.talk(address), reports);
        try {
            await(
                    () -> client.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(address, wire),
                    "the connection is not opened in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new LineDown(dialect.turnedAway(reply(refused.getResponse())), Duration.ZERO);
            }
            throw unreachable(e.getCause());
        }
        synchronized (this) {
            if (!closed) {
                wires.add(wire);
                return wire;
            }
        }
        wire.leave();
        throw new IOException("this line is over");
    }

    void leave(Wire wire) {
        synchronized (this) {
            wires.remove(wire);
        }
        wire.leave();
    }

    private URI address(Dialect dialect) throws IOException, InterruptedException {
        Trail trail = Trail.beginning(Optional.empty());
        for (int i = 0; i < MOST_STEPS; i++) {
            Step<URI> step = dialect.dial(trail);
            if (step instanceof Step.Done<URI> done) {
                return done.value();
            }
            if (step instanceof Step.Later<URI> later) {
                throw new LineDown(later.why(), later.after());
            }
            if (step instanceof Step.Failed<URI> failed) {
                throw new LineDown(failed.detail(), Duration.ZERO);
            }
            if (!(step instanceof Step.Ask<URI> ask)) {
                throw new IllegalStateException("nobody does anything by hand to find where to dial");
            }
            trail = trail.then(ask.note(), make(ask.call()));
        }
        throw new LineDown(NO_ADDRESS, Duration.ZERO);
    }

    private Reply make(Call call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .timeout(PATIENCE)
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            return reply(await(
                    () -> client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray()),
                    "the platform does not answer in time"));
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        }
    }

    /** Nobody interrupts whoever waits here: closing ends the wait. */
    private <T> T await(Supplier<CompletableFuture<T>> begun, String late)
            throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<T> future;
        synchronized (this) {
            if (closed) {
                throw new IOException("this line is over");
            }
            future = begun.get();
            pending = future;
        }
        try {
            return future.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (CancellationException e) {
            throw new IOException("this line is over");
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new IOException(late);
        }
    }

    /** Its words may name the address, and in that a ticket. */
    private static IOException unreachable(Throwable cause) {
        Throwable root = cause;
        while (root instanceof CompletionException && root.getCause() != null) {
            root = root.getCause();
        }
        return new LineDown(
                LocalText.of(
                        "连接不上平台（" + root.getClass().getSimpleName() + "），请检查本机能否访问平台的地址",
                        "the platform cannot be reached (" + root.getClass().getSimpleName()
                                + "): see whether this machine may call its address"),
                Duration.ZERO);
    }

    private static Reply reply(HttpResponse<?> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Reply(response.statusCode(), headers, response.body() instanceof byte[] body ? body : new byte[0]);
    }

    @Override
    public void close() {
        Set<Wire> open;
        synchronized (this) {
            closed = true;
            if (pending != null) {
                pending.cancel(true);
            }
            open = Set.copyOf(wires);
            wires.clear();
        }
        open.forEach(Wire::leave);
        threads.shutdownNow();
    }
}
