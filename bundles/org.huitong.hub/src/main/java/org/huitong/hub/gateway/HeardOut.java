// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A call of which nothing is wanted. It is still read to its end before it is answered: who is answered while they
 * speak finds their connection shut, and may never see the answer.
 */
final class HeardOut implements ReadListener {
    private final ServletInputStream in;
    private final ServletReply reply;
    private final Consumer<ServletReply> answer;
    private final byte[] scratch = new byte[4 << 10];
    private long length;

    private HeardOut(ServletInputStream in, ServletReply reply, Consumer<ServletReply> answer) {
        this.in = in;
        this.reply = reply;
        this.answer = answer;
    }

    /** Answers once all of it has come, or more than anybody is listened to. */
    static void then(HttpServletRequest request, Consumer<ServletReply> answer) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new HeardOut(in, new ServletReply(async, () -> {}), answer));
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (length <= Gateway.MOST_READ && in.isReady() && !in.isFinished()) {
            length += Math.max(0, in.read(scratch));
        }
        if (length > Gateway.MOST_READ) {
            reply.tooLarge();
        }
    }

    @Override
    public void onAllDataRead() {
        answer.accept(reply);
    }

    @Override
    public void onError(Throwable broken) {
        answer.accept(reply);
    }
}
