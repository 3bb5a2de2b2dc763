// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.huitong.api.connector.Call;
import org.huitong.api.connector.Reply;

/** Makes the call that answers with a file, and pours it where it belongs as it comes. */
final class Courier {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int WORDS = 64 << 10;

    private final HttpClient client;
    private final Duration patience;

    /** @param patience how long a file may take, to its last byte */
    Courier(Executor threads, Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .executor(threads)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * @return what was answered instead; empty where it was the file
     * @throws IOException where nothing came, or it broke off, or {@code file} did not take it
     */
    Optional<Reply> fetch(Call call, OutputStream file) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address())
                .method(
                        call.method(),
                        call.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(
                request.build(), info -> new Pour(isFile(info) ? Optional.of(file) : Optional.empty()));
        try {
            HttpResponse<byte[]> response = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (isFile(response.statusCode(), response.headers())) {
                return Optional.empty();
            }
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            return Optional.of(new Reply(response.statusCode(), headers, response.body()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException("the call failed", e.getCause());
        } catch (TimeoutException late) {
            throw new IOException("the file did not come in time", late);
        } finally {
            exchange.cancel(true);
        }
    }

    private static boolean isFile(HttpResponse.ResponseInfo info) {
        return isFile(info.statusCode(), info.headers());
    }

    /** Platforms say in JSON what is wrong, some with status 200; what is to be saved under a name is a file, JSON or not. */
    private static boolean isFile(int status, HttpHeaders headers) {
        return status == 200
                && (headers.firstValue("Content-Disposition").isPresent()
                        || headers.firstValue("Content-Type")
                                .filter(t -> t.toLowerCase(Locale.ROOT).contains("json"))
                                .isEmpty());
    }

    /** Into the file; or of words so many as anybody needs. */
    private static final class Pour implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> end = new CompletableFuture<>();
        private final ByteArrayOutputStream words = new ByteArrayOutputStream();
        private final Optional<OutputStream> file;
        private Flow.Subscription subscription;

        Pour(Optional<OutputStream> file) {
            this.file = file;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return end;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            try {
                for (ByteBuffer buffer : buffers) {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    if (file.isPresent()) {
                        file.get().write(bytes);
                    } else {
                        words.write(bytes, 0, Math.min(bytes.length, WORDS - Math.min(WORDS, words.size())));
                    }
                }
                subscription.request(1);
            } catch (IOException | RuntimeException e) {
                subscription.cancel();
                end.completeExceptionally(e);
            }
        }

        @Override
        public void onError(Throwable e) {
            end.completeExceptionally(e);
        }

        @Override
        public void onComplete() {
            end.complete(words.toByteArray());
        }
    }
}
