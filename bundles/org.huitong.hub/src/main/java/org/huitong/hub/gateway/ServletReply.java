// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.huitong.api.connector.Answer;
import org.huitong.api.connector.Reception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers over HTTP; errors as RFC 9457 problem details. */
final class ServletReply implements Reply {
    private static final Logger LOG = LoggerFactory.getLogger(ServletReply.class);

    private final AsyncContext async;
    private final AtomicReference<Runnable> afterwards;

    /** @param afterwards told once, when the call is over */
    ServletReply(AsyncContext async, Runnable afterwards) {
        this.async = async;
        this.afterwards = new AtomicReference<>(afterwards);
    }

    @Override
    public void answer(Answer answer) {
        finish(response -> write(response, answer.status(), answer.contentType(), answer.body()));
    }

    @Override
    public void refuse(Reception.Refused refused) {
        finish(response -> problem(
                response,
                refused.refusal().status(),
                refused.refusal().word(),
                refused.detail().en()));
    }

    @Override
    public void comeAgain(String reason) {
        finish(response -> {
            response.setHeader("Retry-After", "1");
            problem(response, 503, "come-again", reason + " Nothing was promised: please send it again.");
        });
    }

    void unknownAccount() {
        finish(response -> problem(
                response, 404, "unknown-account", "Nothing is connected at this address. Check the callback URL."));
    }

    void tooSlow() {
        finish(response -> {
            // Its rest is not waited for, so nothing more can be said on this connection.
            response.setHeader("Connection", "close");
            problem(response, 408, "too-slow", "A call comes to its end within 10 seconds. Please send it again.");
        });
    }

    void tooLarge() {
        finish(response -> {
            // Its rest is not read, so nothing more can be said on this connection.
            response.setHeader("Connection", "close");
            problem(response, 413, "too-large", "A call has 2 MiB at most.");
        });
    }

    /** @param word one of ours, needs no escaping; nor do the details, but quotes in them are made harmless */
    private static void problem(HttpServletResponse response, int status, String word, String detail)
            throws IOException {
        String json = "{\"type\":\"urn:huitong:problem:" + word + "\",\"status\":" + status + ",\"title\":\"" + word
                + "\",\"word\":\"" + word + "\",\"detail\":\""
                + detail.replace("\\", "\\\\").replace("\"", "'").replaceAll("\\p{Cntrl}", " ") + "\"}";
        write(response, status, "application/problem+json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private void finish(Writing writing) {
        try {
            writing.to((HttpServletResponse) async.getResponse());
        } catch (IOException | IllegalStateException e) {
            // It has hung up: what was stored stays stored, and its next push will be known.
            LOG.debug("A platform did not wait for its answer", e);
        } finally {
            complete();
        }
    }

    private void complete() {
        try {
            async.complete();
        } catch (IllegalStateException e) {
            LOG.debug("A call was over before its answer", e);
        } finally {
            afterwards.getAndSet(() -> {}).run();
        }
    }

    private interface Writing {
        void to(HttpServletResponse response) throws IOException;
    }
}
