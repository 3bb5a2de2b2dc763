// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;

/** Makes calls. It never throws: what went wrong is one of two things, and the difference is all that matters. */
final class Wire {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int LARGEST = 1 << 20;

    /** So many times longer a file may take. */
    private static final int OF_FILES = 15;

    private final ScheduledExecutorService threads;
    private final HttpClient client;
    private final Duration patience;
    private final PlatformTime time;

    /** What came of a call. */
    sealed interface Outcome {
        record Answered(Reply reply) implements Outcome {}

        /** It never reached anybody. */
        record Unsent() implements Outcome {}

        /** It may have been carried out. */
        record Lost() implements Outcome {}

        /** The file that was to go along cannot be read. */
        record NoFile() implements Outcome {}
    }

    /**
     * @param patience how long an answer may take, to its last byte
     * @param time hears what time it is by each answer
     */
    Wire(ScheduledExecutorService threads, Duration patience, PlatformTime time) {
        this.threads = threads;
        this.patience = patience;
        this.time = time;
        this.client = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    CompletableFuture<Outcome> make(Call call) {
        Optional<Form> form = call.upload().map(Form::new);
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .method(
                        call.method(),
                        form.map(Form::body)
                                .orElseGet(() -> call.body().length == 0
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofByteArray(call.body())));
        call.headers().forEach(request::header);
        form.ifPresent(f -> request.header("Content-Type", f.type()));
        // The client's own limit ends with the headers, and a body that stalls would hold whoever waits for it.
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        ScheduledFuture<?> limit = threads.schedule(
                () -> outcome.complete(new Outcome.Lost()),
                form.isPresent() ? patience.multipliedBy(OF_FILES).toMillis() : patience.toMillis(),
                TimeUnit.MILLISECONDS);
        PlatformTime.Asked asked = time.asked();
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client.sendAsync(request.build(), info -> new Capped());
        } catch (RuntimeException e) {
            limit.cancel(false);
            throw e;
        }
        exchange.whenComplete((response, failure) -> {
            if (response != null) {
                response.headers().firstValue("date").ifPresent(asked::answered);
            }
            outcome.complete(
                    form.filter(Form::isBroken).isPresent() ? new Outcome.NoFile() : outcome(response, failure));
        });
        outcome.whenComplete((came, never) -> {
            limit.cancel(false);
            exchange.cancel(true);
        });
        return outcome;
    }

    private static Outcome outcome(HttpResponse<byte[]> response, Throwable failure) {
        if (failure == null) {
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return new Outcome.Answered(new Reply(response.statusCode(), headers, response.body()));
        }
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean unsent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException
                || cause instanceof SSLHandshakeException;
        return unsent ? new Outcome.Unsent() : new Outcome.Lost();
    }

    /** A platform's answer is short; of one that does not end no more is kept than anybody needs. */
    private static final class Capped implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[Math.min(buffer.remaining(), LARGEST - bytes.size())];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() >= LARGEST) {
                subscription.cancel();
                body.complete(bytes.toByteArray());
            }
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete(bytes.toByteArray());
        }
    }
}
