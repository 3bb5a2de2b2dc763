// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.gateway;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.huitong.api.clock.Clock;
import org.huitong.api.connector.Callback;
import org.huitong.api.connector.ReceiptBook;
import org.huitong.api.connector.Reception;
import org.huitong.api.connector.Refusal;
import org.huitong.api.operation.Plugs;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.hub.account.AccountBook;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.account.ConnectedAccount;
import org.huitong.hub.intake.DeadLetterClerk;
import org.huitong.hub.intake.IntakeClerk;
import org.huitong.hub.journal.Journal;
import org.huitong.hub.stage.StageBench;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads the platforms' calls, which come in by the {@link PlatformDoor}. Never holds a thread for a call that waits. */
@Component(service = Gateway.class)
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int LONGEST_BODY = 2 << 20;
    /** So much of a body is made room for at first, whatever was announced. */
    private static final int FIRST = 4 << 10;

    /** Who sends more than this is not listened to any longer, and may not hear why. */
    static final long MOST_READ = 16 << 20;
    /**
     * Of the heap, for the beginnings of bodies, and twice as much for the rests: until it is written, a body is there
     * about five times over, as bytes, as text, as payload and under seal.
     */
    private static final int BODIES_PART = 32;

    private final AccountBook book;
    private final IntakeClerk clerk;
    private final StageBench bench;
    private final Clock clock;
    private final Watcher watcher = new Watcher();
    private final Allowance bodies = new Allowance(Runtime.getRuntime().maxMemory() / BODIES_PART);
    private final Threads threads = new Threads();
    private final Turnstile turnstile = new Turnstile(threads.admitting());

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Plugs plugs;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile ReceiptBook receipts;

    @Activate
    public Gateway(
            @Reference AccountBook book,
            @Reference Journal journal,
            @Reference StageBench bench,
            @Reference DeadLetterClerk deadLetters,
            @Reference Clock clock) {
        this.book = book;
        this.bench = bench;
        this.clock = clock;
        this.clerk = new IntakeClerk(journal, deadLetters, () -> Optional.ofNullable(receipts));
    }

    @Deactivate
    public void close() {
        turnstile.close();
        watcher.close();
        threads.close();
    }

    public int onTheirWay() {
        return turnstile.waiting() + watcher.onTheirWay();
    }

    void receive(HttpServletRequest request) throws IOException {
        Instant receivedAt = clock.instant();
        Optional<ConnectedAccount> account = account(request).flatMap(book::find);
        if (account.isEmpty()) {
            HeardOut.then(request, mayStillCome() ? Gateway::startingUp : ServletReply::unknownAccount);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        request.getInputStream().setReadListener(new Body(request, async, account.get(), receivedAt));
    }

    /** An account that was written down while the hub was at rest is known once its connector has started. */
    private boolean mayStillCome() {
        Plugs there = plugs;
        return there == null || !there.started();
    }

    private static void startingUp(ServletReply reply) {
        reply.comeAgain("Connectors are still being started.");
    }

    /** Reads the body as it comes: a slow sender costs a buffer and no thread. */
    private final class Body implements ReadListener, Turnstile.Call {
        private final HttpServletRequest request;
        private final ConnectedAccount account;
        private final Instant receivedAt;
        private final ServletReply reply;
        private final Allowance.Share share = bodies.share(this::isCrowdedOut);
        private final Turnstile.Ticket ticket = turnstile.ticket(this);
        private byte[] bytes;
        private int kept;
        private long length;
        private boolean tooLarge;
        private volatile boolean crowded;

        Body(HttpServletRequest request, AsyncContext async, ConnectedAccount account, Instant receivedAt) {
            this.request = request;
            this.account = account;
            this.receivedAt = receivedAt;
            this.reply = new ServletReply(async, this::over);
            // One more, so that the end of what was announced is met without growing.
            int announced = request.getContentLength();
            this.bytes = new byte[announced < 0 ? FIRST : Math.min(announced, FIRST) + 1];
        }

        @Override
        public void onDataAvailable() throws IOException {
            ServletInputStream in = request.getInputStream();
            while (length <= MOST_READ && in.isReady() && !in.isFinished()) {
                byte[] into;
                int from;
                synchronized (this) {
                    if (kept == bytes.length) {
                        bytes = Arrays.copyOf(bytes, 2 * kept);
                    }
                    into = bytes;
                    from = kept;
                }
                int read = in.read(into, from, into.length - from);
                if (read > 0) {
                    length += read;
                    keep(read);
                }
            }
            if (length > MOST_READ) {
                reply.tooLarge();
            }
        }

        /** What is not kept is still read to its end, so that the sender hears why. */
        private void keep(int read) {
            if (tooLarge || crowded) {
                return;
            }
            tooLarge = length > LONGEST_BODY;
            boolean room = !tooLarge && share.take(read);
            synchronized (this) {
                crowded = crowded || !tooLarge && !room;
                if (tooLarge || crowded) {
                    drop();
                } else {
                    kept += read;
                }
            }
        }

        /** On the thread of somebody quicker, who has no room. */
        private synchronized void isCrowdedOut() {
            crowded = true;
            drop();
        }

        private void drop() {
            bytes = new byte[FIRST];
            kept = 0;
            share.giveBack();
        }

        @Override
        public void onAllDataRead() {
            if (tooLarge) {
                reply.tooLarge();
                return;
            }
            if (!share.isWhole() || crowded) {
                reply.comeAgain("The hub has its hands full with other calls.");
                return;
            }
            // While it waits it has no more than was counted.
            bytes = Arrays.copyOf(bytes, kept);
            ticket.present();
        }

        @Override
        public void enter() {
            try {
                Visit visit = new Visit(clerk, bench, clock, threads, account, callback(), reply, ticket::giveBack);
                watcher.watch(visit);
                visit.begin();
            } catch (RuntimeException | Error e) {
                // Errors too: a call that is not answered would keep its sender waiting for ever.
                LOG.error("A call could not be dealt with connector={}", account.name(), Unquoted.of(e));
                reply.comeAgain("The hub could not deal with it.");
            }
        }

        @Override
        public void turnAway(String reason) {
            account.tally().sentAway();
            reply.comeAgain(reason);
        }

        private void over() {
            share.giveBack();
            ticket.giveBack();
        }

        @Override
        public void onError(Throwable broken) {
            if (broken instanceof TimeoutException || broken.getCause() instanceof TimeoutException) {
                reply.tooSlow();
                return;
            }
            // The sender has gone in the middle of its call, or what it sends is no HTTP: there is nothing whole to
            // keep, and should it be there still, it must not take an empty answer for a yes.
            reply.refuse(new Reception.Refused(
                    Refusal.MALFORMED, LocalText.of("调用没有完整到达。", "The call could not be read to its end.")));
        }

        private Callback callback() {
            Map<String, List<String>> headers = new TreeMap<>();
            for (String name : Collections.list(request.getHeaderNames())) {
                headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
            }
            byte[] body = bytes;
            // The server holds on to this reader until the call is answered: not to its bytes as well.
            bytes = new byte[0];
            return new Callback(
                    request.getMethod(), QueryString.parse(request.getQueryString()), headers, body, receivedAt);
        }
    }

    private static Optional<AccountName> account(HttpServletRequest request) {
        String path = request.getPathInfo();
        String[] words = path == null ? new String[0] : path.split("/", -1);
        return words.length == 3 && !words[1].isEmpty() && !words[2].isEmpty()
                ? Optional.of(new AccountName(words[1], words[2]))
                : Optional.empty();
    }
}
