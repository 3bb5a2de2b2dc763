// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stream of events that stays open: every id that was told, and every line of it. */
final class Stream implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\":\"([A-Za-z0-9_-]{22})\"");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final CompletableFuture<Void> ended;

    Stream(HttpClient http, HttpRequest request) {
        ended = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).thenAccept(answer -> {
            status.complete(answer.statusCode());
            answer.body().forEach(this::heard);
        });
    }

    private void heard(String line) {
        lines.add(line);
        Matcher id = ID.matcher(line);
        while (id.find()) {
            ids.add(id.group(1));
        }
    }

    /** Waits for the answer's head. */
    int status() {
        return status.join();
    }

    Set<String> ids() {
        return ids;
    }

    Set<String> markers() {
        return Marker.in(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    boolean isOver() {
        return ended.isDone();
    }

    @Override
    public void close() {
        ended.cancel(true);
    }
}
